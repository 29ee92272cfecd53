/** When an environment stops asking an API that is down, and how often it looks again. */
export const breaking = {
  /** Outages in a row of one account and call; fewer are weather. */
  failures: 3,
  /** As long as a message waits at least after its first failure, so that looking more often would find nobody waiting. */
  probeSeconds: 15,
} as const;

/**
 * What a warm environment knows of outages, by group (account and call): while one lasts, a single request looks now and then
 * whether it is over, and everything else goes back to the queue unsent. Losing it costs requests, never correctness.
 */
export type Breaker = {
  /** Whether a request of the group may go; a probe that may go is the only one until the next is due. */
  mayTry: (group: string, nowMs: number) => boolean;
  /** An API that asks to be left alone for a time is, from its first failure on. */
  failed: (group: string, nowMs: number, retryAfterSeconds?: number) => void;
  worked: (group: string) => void;
};

type Outage = { readonly failures: number; readonly isClosed: boolean; readonly probeAtMs: number };

export function createBreaker(): Breaker {
  const outages = new Map<string, Outage>();
  return {
    mayTry: (group, nowMs) => {
      const outage = outages.get(group);
      if (!outage?.isClosed) return true;
      if (nowMs < outage.probeAtMs) return false;
      outages.set(group, { ...outage, probeAtMs: nextProbe(nowMs) });
      return true;
    },
    failed: (group, nowMs, retryAfterSeconds = 0) => {
      const failures = (outages.get(group)?.failures ?? 0) + 1;
      const isClosed = failures >= breaking.failures || retryAfterSeconds > 0;
      const probeAtMs = Math.max(nextProbe(nowMs), nowMs + retryAfterSeconds * 1000);
      outages.set(group, { failures, isClosed, probeAtMs });
    },
    worked: (group) => {
      outages.delete(group);
    },
  };
}

function nextProbe(nowMs: number): number {
  return nowMs + breaking.probeSeconds * 1000;
}
