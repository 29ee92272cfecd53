import { type AcceptedKeys, createAcceptedKeys } from './accepted-keys.ts';

/** How much else an environment remembers, and for how long. */
const memory = {
  /** A message that comes back does so within 15 minutes of its failure. */
  awaitedSeconds: 3600,
  mostNames: 100_000,
} as const;

/**
 * What a warm environment remembers between windows: which keys the API accepted lately, when it last accepted
 * anything of a group, and when a row was first refused. Losing it costs requests, never correctness.
 */
export type DeliveryMemory = {
  readonly acceptedKeys: AcceptedKeys;
  rememberGroupAccepted: (group: string, nowMs: number) => void;
  rememberRefused: (row: string, nowMs: number) => void;
  /** Notes whether a person's row comes back. */
  rememberAwaited: (agent: string, isAwaited: boolean, nowMs: number) => void;
  /** Whether the person's row came back within the last hour, and nothing has become of it since. */
  isAwaited: (agent: string, nowMs: number) => boolean;
  /** Whether the API accepted anything of the group after it first refused this row. */
  hasAcceptedSince: (row: string, group: string) => boolean;
};

export function createDeliveryMemory(): DeliveryMemory {
  const groupAcceptedAtMs = new Map<string, number>();
  const firstRefusedAtMs = new Map<string, number>();
  const awaitedAtMs = new Map<string, number>();
  return {
    acceptedKeys: createAcceptedKeys(),
    rememberGroupAccepted: (group, nowMs) => {
      groupAcceptedAtMs.set(group, nowMs);
    },
    rememberRefused: (row, nowMs) => {
      if (!firstRefusedAtMs.has(row)) remember(firstRefusedAtMs, row, nowMs);
    },
    rememberAwaited: (agent, isAwaited, nowMs) => {
      if (isAwaited) remember(awaitedAtMs, agent, nowMs);
      else awaitedAtMs.delete(agent);
    },
    isAwaited: (agent, nowMs) => {
      const atMs = awaitedAtMs.get(agent);
      return atMs !== undefined && nowMs - atMs < memory.awaitedSeconds * 1000;
    },
    hasAcceptedSince: (row, group) => {
      const [refusedAtMs, acceptedAtMs] = [firstRefusedAtMs.get(row), groupAcceptedAtMs.get(group)];
      return refusedAtMs !== undefined && acceptedAtMs !== undefined && acceptedAtMs > refusedAtMs;
    },
  };
}

/** A Map hands out its keys in the order they were set, so the first one is the oldest. */
function remember(map: Map<string, number>, name: string, atMs: number): void {
  map.delete(name);
  map.set(name, atMs);
  if (map.size <= memory.mostNames) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
