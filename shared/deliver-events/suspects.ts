import { AdapterError, Unavailable } from '../errors.ts';
import type { SuspectMark, SuspectMarks } from '../ports/suspect-marks.ts';
import { comesBack } from '../queue-window/backoff.ts';
import type { OpenMessage, RejectedMessage } from '../queue-window/open-messages.ts';
import type { Settlement } from '../queue-window/settle.ts';
import { type DeliveryDependencies, deliverMessages } from './deliver-messages.ts';
import { keepHidden } from './keep-hidden.ts';
import { atMost, deliveryBudget, isShortOfTime, longestInvocationMs } from './time-left.ts';

/** Receive counts alone accuse nobody, since an outage raises them too; a crash leaves a mark on what came back before. */
const unmarkedReceives = 1;
/** So many crashes while a message was handled, and so many of them while it was handled alone, and it is the message. */
const guilty = { crashes: 3, alone: 2 } as const;

type SortedOut = {
  readonly fresh: readonly OpenMessage[];
  readonly retried: readonly OpenMessage[];
  readonly suspects: readonly OpenMessage[];
  readonly exhausted: readonly RejectedMessage[];
};

/**
 * Parts a window's messages by what is known of them: received before (they never share a request with fresh ones),
 * there when the process died (handled alone, the least suspect first), and there three times, twice of them alone (dead
 * letters). Receive
 * counts accuse nobody, since an outage raises them too; a crash alone leaves a mark. SQS hands a message out twice now and
 * then, so that a young mark may be that of an attempt under way: it makes a suspect, and accuses nobody.
 */
export async function sortOutSuspects(
  open: readonly OpenMessage[],
  { marks, now, log }: DeliveryDependencies,
): Promise<SortedOut> {
  const endedBeforeMs = now() - longestInvocationMs;
  const fresh = open.filter(({ message }) => message.receiveCount <= 1);
  const known = open.filter(({ message }) => message.receiveCount > 1);
  const counted = await Promise.all(
    known.map(async (opened) => {
      const set = await marksOf(opened, marks);
      const ended = set.filter(({ atMs }) => atMs <= endedBeforeMs);
      const alone = ended.filter(({ isAlone }) => isAlone);
      const isGuilty = ended.length >= guilty.crashes && alone.length >= guilty.alone;
      return { opened, marks: set.length, crashes: ended.length, isGuilty };
    }),
  );
  const exhausted: RejectedMessage[] = counted
    .filter(({ isGuilty }) => isGuilty)
    .map(({ opened: { message }, crashes }) => ({
      message,
      reason: 'exhausted',
      detail: `the process died ${crashes} times while it handled this message`,
    }));
  const living = counted.filter(({ isGuilty }) => !isGuilty);
  const suspects = living.filter((each) => each.marks > 0).toSorted((one, other) => one.marks - other.marks);
  if (suspects.length > 0) log('warn', 'suspects-handled-alone', { messages: suspects.length });
  const retried = living.filter((each) => each.marks === 0);
  return {
    fresh,
    exhausted,
    retried: retried.map(({ opened }) => opened),
    suspects: suspects.map(({ opened }) => opened),
  };
}

/** Handles messages that came back: together, the suspects alone and last, and only for as long as fresh ones can wait. */
export async function handleKnown(
  { retried, suspects }: Pick<SortedOut, 'retried' | 'suspects'>,
  settlement: Settlement,
  dependencies: DeliveryDependencies,
): Promise<void> {
  const { attempt, release } = keepHidden([...retried, ...suspects], dependencies);
  // The next window's fresh messages never wait long for this one's end.
  const remainingMs = atMost(deliveryBudget.retriedMs, dependencies.remainingMs);
  for (const messages of [retried, ...suspects.map((suspect) => [suspect])])
    await handleMarked(messages, settlement, { ...dependencies, attempt, remainingMs });
  await release();
}

/**
 * Handles messages under their marks: a mark outlives only a process that died, or an error nobody foresaw. Where time is
 * short they go back untouched and unmarked.
 */
export async function handleMarked(
  messages: readonly OpenMessage[],
  settlement: Settlement,
  dependencies: DeliveryDependencies,
): Promise<void> {
  const { marks, log, random, remainingMs } = dependencies;
  if (isShortOfTime(remainingMs())) {
    for (const { message } of messages) settlement.record(message, { kind: 'returned', delaySeconds: 0 });
    return;
  }
  const marked = messages.filter(isMarked).map(({ message }) => message);
  try {
    await Promise.all(marked.map(({ messageId }) => marks.mark(messageId, messages.length === 1)));
    await deliverMessages(messages, settlement, dependencies);
    await Promise.all(marked.map(({ messageId }) => marks.unmark(messageId)));
  } catch (error) {
    // The rest of the window must not suffer: these come back, their marks (if written) telling of what happened. Of what is
    // out of reach for a while no message is the cause.
    if (error instanceof AdapterError)
      await Promise.allSettled(marked.map(({ messageId }) => marks.unmark(messageId)));
    log('error', 'messages-not-handled', { messages: messages.length, error: String(error) });
    for (const { message } of messages) settlement.record(message, comesBack(message, random()));
  }
}

function isMarked({ message }: OpenMessage): boolean {
  return message.receiveCount > unmarkedReceives;
}

/** Where the marks cannot be read, none is assumed: writing one before handling then fails, and the message comes back. */
async function marksOf(opened: OpenMessage, { marks }: SuspectMarks): Promise<readonly SuspectMark[]> {
  if (!isMarked(opened)) return [];
  try {
    return await marks(opened.message.messageId);
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}
