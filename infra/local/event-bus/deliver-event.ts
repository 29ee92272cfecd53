import type { EventTarget } from '../deployment.ts';
import type { Decision } from '../iam/authorizer.ts';
import type { Pause } from '../pause.ts';

/**
 * Why a target did not get an event, in the attributes of the dead-letter message.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export type DeliveryFailure = {
  readonly ERROR_CODE: string;
  readonly ERROR_MESSAGE: string;
  readonly RETRY_ATTEMPTS: string;
  readonly EXHAUSTED_RETRY_CONDITION?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
};

export type DeliveryPorts = {
  readonly mayInvoke: () => Decision;
  /** Resolves once Lambda has taken the event. */
  readonly invoke: () => Promise<unknown>;
  readonly now: () => number;
  readonly pause: Pause;
  readonly stopped: () => boolean;
};

const retryPauseMs = { first: 1000, most: 300_000 };

/** Hands an event to Lambda, again until the target's retry policy ends it; a missing permission is never tried again. */
export async function deliverEvent(
  { maxRetries, maxAgeSeconds }: Pick<EventTarget, 'maxRetries' | 'maxAgeSeconds'>,
  { mayInvoke, invoke, now, pause, stopped }: DeliveryPorts,
): Promise<DeliveryFailure | undefined> {
  const decision = mayInvoke();
  if (!decision.allowed)
    return { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: decision.message, RETRY_ATTEMPTS: '0' };
  const endsAt = now() + maxAgeSeconds * 1000;
  let pauseMs = retryPauseMs.first;
  for (let retries = 0; !stopped(); retries += 1) {
    try {
      await invoke();
      return undefined;
    } catch (error) {
      const exhausted = { ...failureOf(error), RETRY_ATTEMPTS: String(retries) };
      if (retries >= maxRetries) return { ...exhausted, EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts' };
      if (now() + pauseMs > endsAt)
        return { ...exhausted, EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' };
    }
    await pause(pauseMs);
    pauseMs = Math.min(pauseMs * 2, retryPauseMs.most);
  }
  return undefined;
}

function failureOf(error: unknown): { ERROR_CODE: string; ERROR_MESSAGE: string } {
  return error instanceof Error
    ? { ERROR_CODE: error.name, ERROR_MESSAGE: error.message }
    : { ERROR_CODE: 'Error', ERROR_MESSAGE: String(error) };
}
