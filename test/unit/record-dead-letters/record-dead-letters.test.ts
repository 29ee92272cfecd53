import { describe, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import { exhaustedLetter } from '../../../shared/record-dead-letters/exhausted-letter.ts';
import type { MovedMessage } from '../../../shared/record-dead-letters/moved-message.ts';
import { recordDeadLetters } from '../../../shared/record-dead-letters/record-dead-letters.ts';

const nowMs = Date.parse('2026-11-23T09:05:00.000Z');

function moved(overrides: Partial<MovedMessage> = {}): MovedMessage {
  return {
    messageId: 'm1',
    body: 'the whole body',
    sentAtMs: nowMs - 60_000,
    queueName: 'events-dead',
    movedFrom: undefined,
    error: undefined,
    ...overrides,
  };
}

describe('exhaustedLetter', () => {
  test('keeps the message whole, as exhausted', () => {
    expect(exhaustedLetter(moved({ movedFrom: 'events' }), nowMs)).toMatchObject({
      reason: 'exhausted',
      original: 'the whole body',
      firstSeenAt: '2026-11-23T09:04:00.000Z',
      lastSeenAt: '2026-11-23T09:05:00.000Z',
    });
  });

  test('names the queue that SQS moved it from', () => {
    expect(exhaustedLetter(moved({ movedFrom: 'events' }), nowMs).detail).toContain('moved it from events');
  });

  test('tells what Lambda wrote of a function that failed every time', () => {
    const body = JSON.stringify({
      version: '1.0',
      requestContext: {
        requestId: 'r',
        functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:refresh:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { cause: 'schedule' },
      responseContext: { statusCode: 200, functionError: 'Unhandled' },
      responsePayload: { errorType: 'ConfigurationError', errorMessage: 'fill the secret' },
    });
    expect(exhaustedLetter(moved({ body }), nowMs).detail).toBe(
      'refresh failed 3 times on it (RetriesExhausted), at last with: fill the secret',
    );
  });

  test('tells what Scheduler says of a run that never started', () => {
    const letter = exhaustedLetter(moved({ error: 'throttled' }), nowMs);
    expect(letter.detail).toBe('it never reached its function: throttled');
  });

  test('says so where nobody has said why', () => {
    expect(exhaustedLetter(moved(), nowMs).detail).toContain('events-dead');
  });
});

describe('recordDeadLetters', () => {
  function world(put: (letter: DeadLetter) => Promise<void>) {
    const lines: string[] = [];
    const log = (_level: string, event: string) => void lines.push(event);
    return { lines, dependencies: { deadLetters: { put }, now: () => nowMs, log } };
  }

  test('returns nothing where every message was written', async () => {
    const letters: DeadLetter[] = [];
    const { dependencies, lines } = world(async (letter) => void letters.push(letter));
    const messages = [moved(), moved({ messageId: 'm2', body: 'another' })];
    expect(await recordDeadLetters(messages, dependencies)).toEqual([]);
    expect(letters.map(({ original }) => original)).toEqual(['the whole body', 'another']);
    expect(lines).toEqual(['dead-lettered', 'dead-lettered']);
  });

  test('returns the message that the table did not take, and no other', async () => {
    const { dependencies, lines } = world(async ({ original }) => {
      if (original === 'another') throw new Unavailable('down');
    });
    const messages = [moved(), moved({ messageId: 'm2', body: 'another' })];
    expect(await recordDeadLetters(messages, dependencies)).toEqual(['m2']);
    expect(lines).toEqual(['dead-lettered', 'dead-letter-not-written']);
  });
});
