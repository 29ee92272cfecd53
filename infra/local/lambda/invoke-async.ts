import type { Pause } from '../pause.ts';
import { TooManyRequests } from './errors.ts';
import { failureText, type InvokeResult } from './invoke-result.ts';

/** How Lambda's own queue tries an asynchronous invocation again, in milliseconds. */
const retries = {
  /** After a function that failed. */
  failurePausesMs: [60_000, 120_000],
  /** After an invocation that was throttled: doubled each time, for six hours. */
  throttledPauseMs: { first: 1000, most: 300_000 },
  throttledForMs: 21_600_000,
} as const;

export type AsyncInvocation = {
  readonly invoke: () => Promise<InvokeResult>;
  readonly pause: Pause;
  readonly stopped: () => boolean;
  /** An attempt failed; `retryInMs` is undefined where it was the last. */
  readonly onFailure: (reason: string, retryInMs: number | undefined) => void;
};

/**
 * An asynchronous invocation once Lambda has taken it: two more attempts where the function fails, patience where it is
 * throttled. Rejects with what refuses the call itself, such as a missing grant.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function invokeAsync(invocation: AsyncInvocation): Promise<void> {
  for (const pauseMs of [...retries.failurePausesMs, undefined]) {
    const result = await invokeWhenFree(invocation);
    if (!result?.functionError) return;
    invocation.onFailure(failureText(result.payload), pauseMs);
    if (pauseMs !== undefined) await invocation.pause(pauseMs);
    if (invocation.stopped()) return;
  }
}

async function invokeWhenFree({
  invoke,
  pause,
  stopped,
  onFailure,
}: AsyncInvocation): Promise<InvokeResult | undefined> {
  const { first, most } = retries.throttledPauseMs;
  let waitedMs = 0;
  for (let pauseMs: number = first; !stopped(); pauseMs = Math.min(pauseMs * 2, most)) {
    try {
      return await invoke();
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error;
      const last = waitedMs >= retries.throttledForMs;
      onFailure(error.message, last ? undefined : pauseMs);
      if (last) return undefined;
      await pause(pauseMs);
      waitedMs += pauseMs;
    }
  }
  return undefined;
}
