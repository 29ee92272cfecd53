import { openEnvelope } from '../../../shared/events/envelope.ts';
import type { TakenCall } from '../stubs/aws-stub.ts';

/** What SQS bills as one request, in bytes. */
const billedBytes = 65_536;

/** Has the receiver take one webhook of so many events, and gives the calls that it made to SQS. */
export type TakeEvents = (events: number) => Promise<readonly TakenCall[]>;

/**
 * Throws where the most events that fit into one billed request are not one message, sent by one SendMessage, or where one
 * event more are not two messages, sent by one SendMessageBatch; or where an event is missing. All events weigh the same.
 */
export async function expectOneRequest(take: TakeEvents): Promise<void> {
  const [one = ''] = bodiesOf(await take(1));
  const [two = ''] = bodiesOf(await take(2));
  const most = 1 + Math.floor((billedBytes - one.length) / (two.length - one.length));
  expectSent(most, 1, await take(most));
  expectSent(most + 1, 2, await take(most + 1));
}

function expectSent(events: number, messages: 1 | 2, calls: readonly TakenCall[]): void {
  const expected = messages === 1 ? 'SendMessage' : 'SendMessageBatch';
  const made = calls.map(({ call }) => call).join(', ');
  const bodies = bodiesOf(calls);
  if (made !== expected || bodies.length !== messages)
    throw new Error(
      `${events} events made ${bodies.length} messages by ${made}, not ${messages} by ${expected}`,
    );
  const arrived = new Set(bodies.flatMap(openEnvelope).map(({ id }) => id)).size;
  if (arrived !== events) throw new Error(`${arrived} of ${events} events of one webhook were enqueued`);
}

function bodiesOf(calls: readonly TakenCall[]): readonly string[] {
  return calls.flatMap(({ input }) => {
    const { MessageBody, Entries = [{ MessageBody }] } = Object(input);
    return Array.from<{ MessageBody: string }, string>(Entries, (entry) => entry.MessageBody);
  });
}
