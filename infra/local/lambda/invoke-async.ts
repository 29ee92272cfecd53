import type { Pause } from '../pause.ts';
import { TooManyRequests } from './errors.ts';
import { failureText, type InvokeResult } from './invoke-result.ts';

/** How Lambda's own queue tries an asynchronous invocation again, in milliseconds. */
const retries = {
  /** After a function that failed. */
  failurePausesMs: [60_000, 120_000],
  /** After an invocation that was throttled: doubled each time, until the event is too old. */
  throttledPauseMs: { first: 1000, most: 300_000 },
} as const;

/** Where the function's own configuration sets nothing else. */
const defaultPolicy: AsyncPolicy = { maxRetries: 2, maxAgeMs: 21_600_000 };

export type AsyncPolicy = { readonly maxRetries: number; readonly maxAgeMs: number };

export type AsyncInvocation = {
  readonly invoke: () => Promise<InvokeResult>;
  readonly policy?: AsyncPolicy;
  readonly pause: Pause;
  readonly stopped: () => boolean;
  /** An attempt failed; `retryInMs` is undefined where it was the last. */
  readonly onFailure: (reason: string, retryInMs: number | undefined) => void;
};

/** An event that Lambda tries no more, in the words of its destinations. */
export type GivenUp = {
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly attempts: number;
  /** Of the last attempt; undefined where the function was never free. */
  readonly result?: InvokeResult;
};

/**
 * An asynchronous invocation once Lambda has taken it: as many more attempts as its policy allows where the function
 * fails, patience where it is throttled. Resolves with the event given up, undefined where it was done or everything
 * stops; rejects with what refuses the call itself, such as a missing grant.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function invokeAsync(invocation: AsyncInvocation): Promise<GivenUp | undefined> {
  const { policy = defaultPolicy, onFailure, pause, stopped } = invocation;
  const age = { ms: 0, most: policy.maxAgeMs };
  let given: Omit<GivenUp, 'condition'> = { attempts: 0 };
  for (const pauseMs of [...retries.failurePausesMs.slice(0, policy.maxRetries), undefined]) {
    const result = await invokeWhenFree(invocation, age);
    if (result && !result.functionError) return undefined;
    if (stopped()) return undefined;
    if (!result) return { condition: 'EventAgeExceeded', ...given };
    given = { attempts: given.attempts + 1, result };
    const retryInMs = pauseMs !== undefined && age.ms + pauseMs <= age.most ? pauseMs : undefined;
    onFailure(failureText(result.payload), retryInMs);
    if (retryInMs === undefined)
      return { condition: pauseMs === undefined ? 'RetriesExhausted' : 'EventAgeExceeded', ...given };
    await pause(retryInMs);
    age.ms += retryInMs;
    if (stopped()) return undefined;
  }
  return undefined;
}

/** `age` is what the event has waited so far, and grows with each pause. */
async function invokeWhenFree(
  { invoke, pause, stopped, onFailure }: AsyncInvocation,
  age: { ms: number; readonly most: number },
): Promise<InvokeResult | undefined> {
  const { first, most } = retries.throttledPauseMs;
  for (let pauseMs: number = first; !stopped(); pauseMs = Math.min(pauseMs * 2, most)) {
    try {
      return await invoke();
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error;
      const last = age.ms >= age.most;
      onFailure(error.message, last ? undefined : pauseMs);
      if (last) return undefined;
      await pause(pauseMs);
      age.ms += pauseMs;
    }
  }
  return undefined;
}
