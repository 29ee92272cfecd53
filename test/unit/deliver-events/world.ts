import type { Attempt } from '../../../shared/deliver-events/attempt.ts';
import { createBreaker } from '../../../shared/deliver-events/breaker.ts';
import { createDeliveryMemory } from '../../../shared/deliver-events/delivery-memory.ts';
import type { Metrics } from '../../../shared/metrics.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import type { Measured } from '../measured.ts';
import { configuration, volumesInMemory } from './sample.ts';

export const nowMs = Date.parse('2026-11-23T09:02:00.000Z');

/** Everything around the story, kept in memory; `attempt` is the API. */
export function world(
  attempt: Attempt,
  overrides: { crashes?: Record<string, number>; remainingMs?: () => number } = {},
) {
  const crashes = new Map(Object.entries(overrides.crashes ?? {}));
  const letters: DeadLetter[] = [];
  const delays: { receiptHandle: string; seconds: number }[] = [];
  const sent: string[][] = [];
  const seen = new Set<string>();
  const measured: Measured[] = [];
  const dependencies = {
    configuration,
    attempt: ((rows, turn) => {
      sent.push(rows.map(({ event }) => event.id));
      return attempt(rows, turn);
    }) satisfies Attempt,
    queue: {
      delay: async (items: readonly { receiptHandle: string; seconds: number }[]) =>
        void delays.push(...items),
    },
    deadLetters: { put: async (letter: DeadLetter) => void letters.push(letter) },
    marks: {
      marks: async (id: string) =>
        Array.from({ length: crashes.get(id) ?? 0 }, () => ({ atMs: nowMs - 60_000, isAlone: true })),
      mark: async (id: string) => void crashes.set(id, (crashes.get(id) ?? 0) + 1),
      unmark: async (id: string) => void crashes.delete(id),
    },
    volumes: volumesInMemory(),
    agents: {
      see: (accountId: string, agentId: string) => void seen.add(`${accountId}#${agentId}`),
      store: async () => {},
    },
    memory: createDeliveryMemory(),
    breaker: createBreaker(),
    pace: async () => undefined,
    remainingMs: overrides.remainingMs ?? (() => 60_000),
    now: () => nowMs,
    random: () => 0.5,
    newRequestId: () => 'request',
    log: () => {},
    metrics: ((name, value, dimensions) =>
      void measured.push({ name, value, ...dimensions })) satisfies Metrics,
  };
  return { dependencies, letters, delays, sent, crashes, seen, measured };
}
