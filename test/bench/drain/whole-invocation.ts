import { randomUUID } from 'node:crypto';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { checkRows } from '../../../shared/cloud-connect/check-rows.ts';
import { createAttempt } from '../../../shared/deliver-events/attempt.ts';
import { createBreaker } from '../../../shared/deliver-events/breaker.ts';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import type { DeliveryDependencies } from '../../../shared/deliver-events/deliver-messages.ts';
import { createDeliveryMemory } from '../../../shared/deliver-events/delivery-memory.ts';
import { createMetrics } from '../../../shared/ports/metrics.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { acceptRequest, rowsPerRequest, writeLine } from './outside.ts';

const local = loadEnvironment('local');

/**
 * The whole of deliver-events but for the network, in an environment of its own, which remembers what it delivered; `isTold`
 * where each row stands in the log (`logs.rows`), as by default it does not.
 */
export function wholeInvocation({ isTold = false } = {}) {
  const configuration = {
    ...local,
    logs: { ...local.logs, rows: isTold },
    cloudConnect: { ...local.cloudConnect, rowsPerRequest },
  };
  let rows = 0;
  let clockMs = 0;
  const metering = createMetrics('bench');
  const token = async () => ({ accessToken: 'token', versionId: 'v1' });
  const api: Parameters<typeof createAttempt>[0] = {
    bulkInsert: async (call, sent, { accountId }) => {
      checkRows(call, sent);
      await acceptRequest(JSON.stringify({ AccountId: accountId, AgentUpdates: sent }));
      rows += sent.length;
    },
  };
  const dependencies: DeliveryDependencies = {
    configuration,
    attempt: createAttempt(api, { current: token, renew: token }),
    queue: { delay: async () => {} },
    deadLetters: { put: async (letter) => Promise.reject(new Error(`a dead letter: ${letter.detail}`)) },
    marks: { marks: async () => [], mark: async () => {}, unmark: async () => {} },
    volumes: { newest: async () => new Map(), record: async () => true },
    agents: { see: () => {}, store: async () => {} },
    people: { see: () => {}, store: async () => {}, find: async () => new Set() },
    memory: createDeliveryMemory(),
    breaker: createBreaker(),
    pace: async () => undefined,
    remainingMs: () => 60_000,
    now: () => clockMs,
    random: () => 0.5,
    newRequestId: randomUUID,
    log: (level, event, fields) => writeLine({ level, event, ...fields }),
    metrics: metering.metrics,
  };
  return async (window: readonly QueueMessage[], nowMs: number): Promise<number> => {
    clockMs = nowMs;
    rows = 0;
    const returned = await deliverEvents(window, dependencies);
    metering.publish();
    if (returned.length > 0) throw new Error(`${returned.length} messages came back`);
    return rows;
  };
}
