/** How much an environment remembers, and for how long. */
export const memory = {
  /** A message that comes back does so within 15 minutes of its failure. */
  keySeconds: 3600,
  maxKeys: 100_000,
} as const;

/**
 * What a warm environment remembers between windows: which keys the API accepted lately, when it last accepted
 * anything of a group, and when a row was first refused. Losing it costs requests, never correctness.
 */
export type DeliveryMemory = {
  /** The content last accepted under a key (`group/key`), where that was within the last hour. */
  acceptedContent: (key: string, nowMs: number) => string | undefined;
  rememberAccepted: (key: string, content: string, nowMs: number) => void;
  rememberGroupAccepted: (group: string, nowMs: number) => void;
  rememberRefused: (row: string, nowMs: number) => void;
  /** Whether the API accepted anything of the group after it first refused this row. */
  hasAcceptedSince: (row: string, group: string) => boolean;
};

type Stored = { readonly content: string; readonly atMs: number };

export function createDeliveryMemory(): DeliveryMemory {
  const accepted = new Map<string, Stored>();
  const groupAcceptedAtMs = new Map<string, number>();
  const firstRefusedAtMs = new Map<string, number>();
  return {
    acceptedContent: (key, nowMs) => {
      const stored = accepted.get(key);
      return stored && nowMs - stored.atMs < memory.keySeconds * 1000 ? stored.content : undefined;
    },
    rememberAccepted: (key, content, nowMs) => remember(accepted, key, { content, atMs: nowMs }),
    rememberGroupAccepted: (group, nowMs) => {
      groupAcceptedAtMs.set(group, nowMs);
    },
    rememberRefused: (row, nowMs) => {
      if (!firstRefusedAtMs.has(row)) remember(firstRefusedAtMs, row, nowMs);
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
