import type { QueueMessage } from './queue-message.ts';
import type { Outcome } from './settle.ts';

/** How long a message waits after a failed attempt, in seconds. */
export const backoff = {
  /** After the first failure; doubled with each further one. */
  firstSeconds: 15,
  /** Fifteen minutes: an API that is back is noticed within that time. */
  maxSeconds: 900,
} as const;

/**
 * The seconds until the next attempt: what the API asked for (`Retry-After`), else exponential, half of it fixed and
 * half of it jitter, so that messages that failed together do not all come back together.
 */
export function backoffSeconds(receiveCount: number, random: number, retryAfterSeconds?: number): number {
  if (retryAfterSeconds !== undefined) return clamp(Math.ceil(retryAfterSeconds));
  const whole = clamp(backoff.firstSeconds * 2 ** Math.min(receiveCount - 1, 16));
  return clamp(Math.round(whole / 2 + (whole / 2) * random));
}

/** What becomes of a message, or of an event of it, that failed for now. */
export function comesBack(
  { receiveCount }: Pick<QueueMessage, 'receiveCount'>,
  random: number,
  retryAfterSeconds?: number,
): Outcome {
  return { kind: 'returned', delaySeconds: backoffSeconds(receiveCount, random, retryAfterSeconds) };
}

function clamp(seconds: number): number {
  return Math.min(Math.max(seconds, 1), backoff.maxSeconds);
}
