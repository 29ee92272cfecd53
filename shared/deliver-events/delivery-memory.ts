/** How much an environment remembers, and for how long. */
export const memory = {
  /** A message that comes back does so within 15 minutes of its failure. */
  keySeconds: 3600,
  maxKeys: 100_000,
} as const;

/** A row that the API accepted: as it was sent, and the event's own time to the millisecond. */
export type AcceptedRow = { readonly content: string; readonly at: string };

/**
 * What a warm environment remembers between windows: which keys the API accepted lately, when it last accepted
 * anything of a group, and when a row was first refused. Losing it costs requests, never correctness.
 */
export type DeliveryMemory = {
  /** The row last accepted under a key (`group/key`), where that was within the last hour. */
  accepted: (key: string, nowMs: number) => AcceptedRow | undefined;
  rememberAccepted: (key: string, row: AcceptedRow, nowMs: number) => void;
  rememberGroupAccepted: (group: string, nowMs: number) => void;
  rememberRefused: (row: string, nowMs: number) => void;
  /** Notes whether a person's row comes back. */
  rememberAwaited: (agent: string, isAwaited: boolean, nowMs: number) => void;
  /** Whether the person's row came back within the last hour, and nothing has become of it since. */
  isAwaited: (agent: string, nowMs: number) => boolean;
  /** Whether the API accepted anything of the group after it first refused this row. */
  hasAcceptedSince: (row: string, group: string) => boolean;
};

type Stored = { readonly row: AcceptedRow; readonly atMs: number };

export function createDeliveryMemory(): DeliveryMemory {
  const accepted = new Map<string, Stored>();
  const groupAcceptedAtMs = new Map<string, number>();
  const firstRefusedAtMs = new Map<string, number>();
  const awaitedAtMs = new Map<string, number>();
  return {
    accepted: (key, nowMs) => {
      const stored = accepted.get(key);
      return stored && nowMs - stored.atMs < memory.keySeconds * 1000 ? stored.row : undefined;
    },
    rememberAccepted: (key, row, nowMs) => remember(accepted, key, { row, atMs: nowMs }),
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
      return atMs !== undefined && nowMs - atMs < memory.keySeconds * 1000;
    },
    hasAcceptedSince: (row, group) => {
      const [refusedAtMs, acceptedAtMs] = [firstRefusedAtMs.get(row), groupAcceptedAtMs.get(group)];
      return refusedAtMs !== undefined && acceptedAtMs !== undefined && acceptedAtMs > refusedAtMs;
    },
  };
}

/** A Map hands out its keys in the order they were set, so the first one is the oldest. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= memory.maxKeys) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
