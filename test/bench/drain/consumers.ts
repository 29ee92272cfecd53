import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { checkRows } from '../../../shared/cloud-connect/check-rows.ts';
import { createBreaker } from '../../../shared/deliver-events/breaker.ts';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import type { DeliveryDependencies } from '../../../shared/deliver-events/deliver-messages.ts';
import { createDeliveryMemory } from '../../../shared/deliver-events/delivery-memory.ts';
import { createMetrics } from '../../../shared/ports/metrics.ts';
import { openMessages } from '../../../shared/queue-window/open-messages.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';

type Window = readonly QueueMessage[];

/** How many events one has read, or rows it has made into requests. */
export type Consumer = (window: Window, nowMs: number) => number | Promise<number>;

const rowsPerRequest = 500;
const configuration = loadEnvironment('local');

/** JSON.parse of every body and nothing else. */
function parseBodies(window: Window): number {
  return window.reduce((sum, { body }) => sum + JSON.parse(body).events.length, 0);
}

/** What our consumer does to have the events. */
function openWindow(window: Window, nowMs: number): number {
  return openMessages(window, nowMs).open.reduce((sum, { events }) => sum + events.length, 0);
}

type PlainRow = { AgentId: string; EventTime: string; Activity: string; ReasonCode: string };

function encodeRequests(rows: readonly PlainRow[]): number {
  for (let from = 0; from < rows.length; from += rowsPerRequest)
    Buffer.from(JSON.stringify({ AccountId: '1', AgentUpdates: rows.slice(from, from + rowsPerRequest) }));
  return rows.length;
}

/** A consumer without any rule: the events as rows, by time, in requests of 500. */
function plainConsumer(window: Window): number {
  const rows: PlainRow[] = window.flatMap(({ body }) =>
    JSON.parse(body).events.map((event: Record<string, string>) => ({
      AgentId: event['agentId'],
      EventTime: event['eventTime'],
      Activity: event['state']?.slice(0, 10),
      ReasonCode: event['reason']?.slice(0, 10),
    })),
  );
  return encodeRequests(rows.sort((one, other) => (one.EventTime < other.EventTime ? -1 : 1)));
}

const naiveEnvelope = z.object({
  v: z.literal(1),
  source: z.string(),
  accountId: z.string(),
  receivedAt: z.iso.datetime(),
  events: z.array(
    z.object({
      type: z.literal('agent-activity'),
      id: z.string(),
      agentId: z.string().min(1).max(50),
      eventTime: z.iso.datetime(),
      state: z.string().min(1),
      reason: z.string().optional(),
      stateClass: z.enum(['available', 'busy', 'unavailable', 'offline']).optional(),
    }),
  ),
});

/** The same as most would write it: each record validated by zod once more, the rows sorted by Date. */
function naiveConsumer(window: Window): number {
  const rows = window.flatMap(({ body }) =>
    naiveEnvelope.parse(JSON.parse(body)).events.map((event) => ({
      AgentId: event.agentId,
      EventTime: event.eventTime,
      Activity: event.state.slice(0, 10),
      ReasonCode: event.reason?.slice(0, 10) ?? '',
    })),
  );
  rows.sort((one, other) => new Date(one.EventTime).getTime() - new Date(other.EventTime).getTime());
  return encodeRequests(rows);
}

/** The whole of deliver-events but for the network: an API that takes every request as soon as it is encoded. */
function wholeInvocation(): Consumer {
  let rows = 0;
  let clockMs = 0;
  const metering = createMetrics('bench');
  const dependencies: DeliveryDependencies = {
    configuration,
    attempt: async (sent) => {
      const body = sent.map(({ row }) => row);
      checkRows('bulkInsertAgentActivity', body);
      Buffer.from(JSON.stringify({ AccountId: '1', AgentUpdates: body }));
      rows += body.length;
      return { kind: 'accepted' };
    },
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
    log: () => {},
    metrics: metering.metrics,
  };
  return async (window, nowMs) => {
    clockMs = nowMs;
    rows = 0;
    const returned = await deliverEvents(window, dependencies);
    metering.publish();
    if (returned.length > 0) throw new Error(`${returned.length} messages came back`);
    return rows;
  };
}

/** Each has what a warm environment would; the whole invocation remembers what it delivered. */
export const consumers = {
  parse: () => parseBodies,
  open: () => openWindow,
  plain: () => plainConsumer,
  naive: () => naiveConsumer,
  whole: wholeInvocation,
} satisfies Readonly<Record<string, () => Consumer>>;
export type ConsumerName = keyof typeof consumers;
