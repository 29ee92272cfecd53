/**
 * Waits for the account's next turn and takes it. Where that is too far off to wait for, it takes none and gives the
 * milliseconds until then instead.
 */
export type Pacer = (accountId: string) => Promise<number | undefined>;

/** The clock and the sleep, so that tests need neither. */
export type PacerClock = {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

/** The longest that a function sleeps: what must wait for longer waits in the queue, where it costs nothing. */
export const maxSleepMs = 2_000;

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
    if (at - now > maxSleepMs) return at - now;
    nextAtMs.set(accountId, at + spacingMs);
    if (at > now) await clock.sleep(at - now);
    return undefined;
  };
}
