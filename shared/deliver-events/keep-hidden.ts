import type { OpenMessage } from '../queue-window/open-messages.ts';
import type { Attempt } from './attempt.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import { longestAttemptMs } from './time-left.ts';

/** How long messages that came back are hidden at a time, in seconds. */
const hidden = {
  /**
   * While they are attempted: a crash has them back so soon, not after the queue's whole visibility timeout. Where an attempt
   * takes longer all the same, they may be handled twice, which corrupts nothing.
   */
  attemptSeconds: 30,
  /** Beyond the end of the invocation, which settles them. */
  marginSeconds: 5,
} as const;

export type KeptHidden = {
  /** The attempt, before which these messages are hidden anew where it is time. */
  readonly attempt: Attempt;
  /** No more attempts follow: hides them until the invocation has settled them. */
  readonly release: () => Promise<void>;
};

/** Keeps messages hidden while they are attempted, and no longer, so that a crash costs those beside its cause half a minute. */
export function keepHidden(
  messages: readonly OpenMessage[],
  { attempt, queue, now, remainingMs }: DeliveryDependencies,
): KeptHidden {
  let untilMs: number | undefined;
  const hide = async (seconds: number) => {
    untilMs = now() + seconds * 1000;
    await queue.delay(messages.map(({ message: { receiptHandle } }) => ({ receiptHandle, seconds })));
  };
  return {
    attempt: async (rows, turn) => {
      if (untilMs === undefined || untilMs - now() < longestAttemptMs) await hide(hidden.attemptSeconds);
      return await attempt(rows, turn);
    },
    release: async () => {
      if (untilMs === undefined) return;
      await hide(Math.ceil(Math.max(remainingMs(), 0) / 1000) + hidden.marginSeconds);
    },
  };
}
