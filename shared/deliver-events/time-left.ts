/** What the parts of a delivery may take, in milliseconds; the function's own timeout must hold all of them. */
export const deliveryBudget = {
  /** A request to the API, from connecting to the last byte of its answer. */
  requestMs: 10_000,
  /** However fast the API was until now, its next answer may take this long. */
  leastRequestMs: 1_000,
  /** Telling SQS and the table what became of the messages. */
  settleMs: 3_000,
  /** What messages received before may take of an invocation: a window of fresh ones waits no longer for it to end. */
  retriedMs: 25_000,
} as const;

/** The function's timeout: whatever began longer ago has ended, one way or another. */
export const longestInvocationMs = 60_000;

/** An attempt with all its parts: a request, a token's renewal and the request after it, and the settling. */
export const longestAttemptMs = 2 * deliveryBudget.requestMs + deliveryBudget.settleMs;

/** How long the requests of one group take, as measured by the invocation's own clock. */
export type RequestTimes = {
  /** What is still to be had for an answer; less than nothing where only settling is possible. */
  readonly forRequestMs: () => number;
  /** Whether the next request might not be answered in time: its rows then go back untouched instead. */
  readonly isShort: () => boolean;
  readonly measure: <Result>(request: () => Promise<Result>) => Promise<Result>;
};

/**
 * Before the first answer the longest permitted one is reckoned with; after it, twice the longest of late, which
 * fades by a fifth with each request, so that one slow answer does not cost the rest of the invocation.
 */
export function createRequestTimes(remainingMs: () => number): RequestTimes {
  const { requestMs, leastRequestMs } = deliveryBudget;
  let measuredMs: number = requestMs;
  let isMeasured = false;
  const forRequestMs = () => timeForRequestMs(remainingMs());
  return {
    forRequestMs,
    isShort: () => forRequestMs() < Math.min(Math.max(2 * measuredMs, leastRequestMs), requestMs),
    measure: async (request) => {
      const beforeMs = remainingMs();
      const result = await request();
      const tookMs = beforeMs - remainingMs();
      measuredMs = isMeasured ? Math.max(tookMs, measuredMs * 0.8) : tookMs;
      isMeasured = true;
      return result;
    },
  };
}

/** What is left of an invocation for the API, once the time for settling is set aside. */
export function timeForRequestMs(remainingMs: number): number {
  return Math.min(remainingMs - deliveryBudget.settleMs, deliveryBudget.requestMs);
}

/** Whether nothing can be tried any more: everything then goes back untouched. */
export function isShortOfTime(remainingMs: number): boolean {
  return timeForRequestMs(remainingMs) < deliveryBudget.leastRequestMs;
}

/** The same clock, running out after `ms` if not before. */
export function atMost(ms: number, remainingMs: () => number): () => number {
  const leaveMs = Math.max(remainingMs() - ms, 0);
  return () => remainingMs() - leaveMs;
}
