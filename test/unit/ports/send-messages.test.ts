import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { createQueue } from '../../../shared/ports/queue.ts';
import { sendPatience } from '../../../shared/ports/send-messages.ts';

const QueueUrl = 'http://127.0.0.1:1/000000000000/events';
const sqs = mockClient(SQSClient);

let nowMs: number;
let pauses: number[];

beforeEach(() => {
  sqs.reset();
  nowMs = 0;
  pauses = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function send(bodies: readonly string[]): Promise<void> {
  const client = new SQSClient({ region: 'us-east-1' });
  const sleep = async (ms: number) => {
    pauses.push(ms);
    nowMs += ms;
  };
  return createQueue({ client, queueUrl: QueueUrl, log: () => {}, now: () => nowMs, sleep }).send(bodies);
}

/** What SQS says when it takes these entries, and no others. */
const taking = (...ids: string[]) => ({
  Successful: ids.map((Id) => ({ Id, MessageId: `m${Id}`, MD5OfMessageBody: '' })),
  Failed: [],
});

const batches = () =>
  sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries ?? []);
const bodiesSent = () => batches().map((entries) => entries.map(({ MessageBody }) => MessageBody));

describe('sendMessages', () => {
  it('sends one body with one SendMessage', async () => {
    sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
    await send(['a']);
    expect(sqs.commandCalls(SendMessageCommand, { QueueUrl, MessageBody: 'a' })).toHaveLength(1);
    expect(sqs.calls()).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  it('sends nothing where there is nothing to send', async () => {
    await send([]);
    expect(sqs.calls()).toHaveLength(0);
  });

  it('sends several in batches of ten, the one left over by itself', async () => {
    sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
    sqs.on(SendMessageBatchCommand).resolves(taking('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
    const bodies = Array.from({ length: 21 }, (_, index) => `body ${index}`);
    await send(bodies);
    expect(bodiesSent()).toEqual([bodies.slice(0, 10), bodies.slice(10, 20)]);
    expect(sqs.commandCalls(SendMessageCommand, { MessageBody: 'body 20' })).toHaveLength(1);
  });

  it('repeats only what SQS has not said it took', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ ...taking('1'), Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }] })
      .resolves(taking('0', '1'));
    await send(['a', 'b', 'c']);
    expect(bodiesSent()).toEqual([
      ['a', 'b', 'c'],
      ['a', 'c'],
    ]);
    expect(pauses).toEqual([sendPatience.firstPauseMs]);
  });

  it('repeats after an error', async () => {
    sqs.on(SendMessageCommand).rejectsOnce(new Error('reset')).resolves({ MessageId: 'm' });
    await send(['a']);
    expect(sqs.calls()).toHaveLength(2);
  });

  it('does not take an answer without a message id for success', async () => {
    sqs.on(SendMessageCommand).resolves({});
    await expect(send(['a'])).rejects.toThrow(Unavailable);
  });

  it('gives up within two seconds, saying how much is left, when to come back and why', async () => {
    const cause = new Error('no route');
    sqs.on(SendMessageBatchCommand).resolvesOnce(taking('1')).rejects(cause);
    const refused = send(['a', 'b', 'c']);
    await expect(refused).rejects.toThrow('SQS did not take 2 of 3 messages within 2000 ms');
    await expect(refused).rejects.toMatchObject({ retryAfterSeconds: 30, cause });
    expect(nowMs).toBeLessThan(sendPatience.totalMs);
    expect(nowMs).toBeGreaterThan(sendPatience.totalMs - sendPatience.maxPauseMs - 1);
    expect(Math.max(...pauses)).toBe(sendPatience.maxPauseMs);
  });

  it('fails when one batch of several is left', async () => {
    sqs.on(SendMessageCommand).rejects(new Error('no'));
    sqs.on(SendMessageBatchCommand).resolves(taking('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
    const bodies = Array.from({ length: 11 }, (_, index) => `body ${index}`);
    await expect(send(bodies)).rejects.toThrow('1 of 11');
    expect(bodiesSent()).toHaveLength(1);
  });

  it('tries no more when a call has taken all the time', async () => {
    sqs.on(SendMessageCommand).callsFake(async () => {
      nowMs += sendPatience.totalMs;
      throw new Error('timed out');
    });
    await expect(send(['a'])).rejects.toThrow(Unavailable);
    expect(sqs.commandCalls(SendMessageCommand)).toHaveLength(1);
  });

  it('ends a call that hangs when the time is up', async () => {
    vi.useFakeTimers();
    const aborted = Promise.withResolvers<never>();
    sqs.on(SendMessageCommand).callsFake(() => aborted.promise);
    const refused = expect(send(['a'])).rejects.toThrow(Unavailable);
    const options = sqs.call(0).args.at(1);
    const signal = Object(options).abortSignal as AbortSignal;
    signal.addEventListener('abort', () => {
      nowMs += sendPatience.totalMs;
      aborted.reject(signal.reason);
    });
    vi.advanceTimersByTime(sendPatience.totalMs - 1);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    await refused;
    expect(signal.aborted).toBe(true);
  });

  it.each([
    ['has taken all', () => sqs.on(SendMessageCommand).resolves({ MessageId: 'm' })],
    ['has failed', () => sqs.on(SendMessageCommand).rejects(new Error('no'))],
  ])('leaves no timer behind once SQS %s', async (_what, answer) => {
    vi.useFakeTimers();
    answer();
    await send(['a']).catch(() => {});
    expect(vi.getTimerCount()).toBe(0);
  });
});
