import { describe, expect, test } from 'vitest';
import { eventLetter } from '../../../shared/dead-letters/event-letter.ts';
import { wholeMessage } from '../../../shared/dead-letters/whole-message.ts';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import { Untranslatable } from '../../../shared/errors.ts';
import { openEnvelope, packEnvelopes } from '../../../shared/events/envelope.ts';
import type { LogFields } from '../../../shared/log.ts';
import { storyLine } from '../../../shared/logs/story-lines.ts';
import { accepted, activityEvent, outage, packed, provenance, refused } from '../deliver-events/sample.ts';
import { world } from '../deliver-events/world.ts';

const correlated = { ...provenance, correlationId: 'webhook-1' };
const { source: _, accountId: __, receivedAt: ___, ...own } = activityEvent();
const [body = ''] = packEnvelopes(correlated, [own]);

describe('a correlation id', () => {
  test('travels in the head of a message, once for all its events', () => {
    const [pair = ''] = packEnvelopes(correlated, [own, { ...own, id: 'e2' }]);
    expect(pair.match(/webhook-1/g)).toHaveLength(1);
    expect(openEnvelope(pair).map(({ correlationId }) => correlationId)).toEqual(['webhook-1', 'webhook-1']);
  });

  test('is missing from a message of before there were any, which opens all the same', () => {
    const [older = ''] = packEnvelopes(provenance, [own]);
    expect(older).not.toContain('correlationId');
    expect(openEnvelope(older)).toEqual([activityEvent()]);
  });

  test('is a text, or the message is none of ours', () => {
    const tampered = JSON.stringify({ ...JSON.parse(body), correlationId: { a: 1 } });
    expect(() => openEnvelope(tampered)).toThrow(Untranslatable);
  });

  test('is no part of a dead letter’s id: what a vendor sends again is the same letter', () => {
    const [first] = openEnvelope(body);
    const letters = [first, { ...activityEvent(), correlationId: 'webhook-2' }].flatMap((event) =>
      event ? [eventLetter(event)] : [],
    );
    expect(letters.map(({ correlationId }) => correlationId)).toEqual(['webhook-1', 'webhook-2']);
    expect(new Set(letters.map(({ id }) => id)).size).toBe(1);
  });

  test('goes with the original, so that a redrive carries it on', () => {
    const [event] = openEnvelope(body);
    const { original } = event ? eventLetter(event) : { original: '' };
    expect(openEnvelope(original)[0]?.correlationId).toBe('webhook-1');
    expect(wholeMessage({ body, sentAtMs: 0 }).correlationId).toBe('webhook-1');
  });
});

/** Delivers two webhooks, of two rows and of one, in messages received so often; what was told of them. */
async function told(attempt: Parameters<typeof world>[0], receiveCount = 1) {
  const lines: LogFields[] = [];
  const { dependencies, letters } = world(attempt);
  const log = (_level: string, event: string, fields: LogFields = {}) =>
    void lines.push({ event, ...fields });
  const message = (id: string, agents: readonly string[]) =>
    packed(
      id,
      agents.map((agentId) => ({ ...own, id: agentId, agentId })),
      { correlationId: `webhook-${id}`, receiveCount },
    );
  await deliverEvents([message('one', ['a', 'b']), message('two', ['c'])], { ...dependencies, log });
  const story = lines.flatMap((line) => storyLine.safeParse(line).data ?? []);
  return { story, letters };
}

describe('the log names, by correlation id', () => {
  test('what each request delivered, and how many rows of each webhook', async () => {
    const { story } = await told(async () => accepted);
    expect(story).toEqual([
      {
        event: 'request-settled',
        request: 'request',
        call: 'bulkInsertAgentActivity',
        outcome: 'delivered',
        rowsOf: ['webhook-one:2', 'webhook-two'],
      },
    ]);
  });

  test('a row that was refused alone, and its dead letter by id without the words of the API', async () => {
    const { story, letters } = await told(async (rows) =>
      rows.some(({ event }) => event.id === 'c') ? refused('no agent c, called Jane') : accepted,
    );
    expect(story).toMatchObject([
      { outcome: 'delivered', rowsOf: ['webhook-one:2'] },
      { outcome: 'refused', rowsOf: ['webhook-two'] },
      { event: 'dead-lettered', reason: 'refused', id: letters[0]?.id, correlationId: 'webhook-two' },
    ]);
    expect(letters).toMatchObject([{ detail: 'the API answered 400: no agent c, called Jane' }]);
    expect(JSON.stringify(story)).not.toContain('Jane');
  });

  test('an outage with its reason, at the first, second and fourth time but not at the third', async () => {
    const all = { outcome: 'outage', detail: outage.kind === 'outage' && outage.detail };
    const rowsOf = ['webhook-one:2', 'webhook-two'];
    for (const receiveCount of [1, 2, 4])
      expect((await told(async () => outage, receiveCount)).story).toMatchObject([{ ...all, rowsOf }]);
    expect((await told(async () => outage, 3)).story).toMatchObject([{ ...all, rowsOf: [] }]);
  });
});
