/** Waits until the next request may go. */
export type Pacer = (accountId: string) => Promise<void>;

/** The clock and the sleep, so that tests need neither. */
export type PacerClock = {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

/**
 * Spaces requests evenly, account by account: `requestsPerSecond` is what the account allows, shared out over the
 * environments that the event source mapping may run at once.
 */
export function createPacer(requestsPerSecond: number, environments: number, clock: PacerClock): Pacer {
  const spacingMs = (1000 * environments) / requestsPerSecond;
  const nextAtMs = new Map<string, number>();
  return async (accountId) => {
    const now = clock.now();
    const at = Math.max(now, nextAtMs.get(accountId) ?? 0);
    nextAtMs.set(accountId, at + spacingMs);
    if (at > now) await clock.sleep(at - now);
  };
}
