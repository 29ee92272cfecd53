import { expect, test } from 'vitest';
import { wayBack } from '../../../infra/ops/dead-letters/way-back.ts';
import { packEnvelopes } from '../../../shared/events/envelope.ts';
import { envelopeOf, webhook } from './sample.ts';

test.each(['refused', 'unmapped-state', 'too-old', 'exhausted'] as const)(
  'sends the events of a letter that is %s to their queue, as they were',
  (reason) => {
    const original = envelopeOf('agent-activity');
    const letter = { reason, source: 'desk', original };
    expect(wayBack(letter)).toEqual({ kind: 'queue', queue: 'events', body: original });
  },
);

test('has no way back for a name that fits no better than before, and one for a name that does', () => {
  const letterOf = (lastName: string) => {
    const provenance = { source: 'phones', accountId: '1', receivedAt: '2026-11-23T09:00:00.000Z' };
    const person = { type: 'person', id: 'p', agentId: '1001', firstName: 'Avery', lastName } as const;
    const [original = ''] = packEnvelopes(provenance, [person]);
    return { reason: 'unusable-name', source: 'phones', original } as const;
  };
  expect(wayBack(letterOf('x'.repeat(21)))).toMatchObject({
    kind: 'none',
    why: expect.stringContaining('people import'),
  });
  expect(wayBack(letterOf('Vale'))).toMatchObject({ kind: 'queue', queue: 'events' });
});

test('sends contact events to the contacts queue, from wherever they came', () => {
  const original = envelopeOf('contact-milestone');
  const letters = (['exhausted', 'unreadable'] as const).map((reason) => ({
    reason,
    source: 'desk',
    original,
  }));
  for (const letter of letters) expect(wayBack(letter)).toMatchObject({ kind: 'queue', queue: 'contacts' });
});

test('has receive-webhook take up a webhook that could not be translated', () => {
  const letter = { reason: 'untranslatable', source: 'desk', original: JSON.stringify(webhook) } as const;
  const way = wayBack(letter);
  expect(way).toMatchObject({ kind: 'function', name: 'receive-webhook' });
  expect(JSON.parse('payload' in way ? way.payload : '')).toEqual({ sourceName: 'desk', redrive: webhook });
});

const busEvent = {
  version: '0',
  'detail-type': 'v2.users.{id}.activity',
  source: 'aws.partner/a',
  time: '2026-11-23T09:00:00Z',
  detail: {},
};

test('has receive-bus take up an event that could not be translated, off whatever bus or stream it came', () => {
  const event = {
    transport: 'aws',
    receivedAt: '2026-11-23T09:00:00.000Z',
    bodyEncoding: 'utf8',
    body: '{}',
  } as const;
  const way = wayBack({ reason: 'untranslatable', source: 'cloud', original: JSON.stringify(event) });
  expect(way).toEqual({
    kind: 'function',
    name: 'receive-bus',
    payload: JSON.stringify({ sourceName: 'cloud', redrive: event }),
  });
});

test.each([
  ['EventBridge could not hand over', busEvent],
  ['Lambda gave up', { requestContext: { condition: 'RetriesExhausted' }, requestPayload: busEvent }],
])('has receive-bus take up an event that %s', (_what, left) => {
  const way = wayBack({ reason: 'exhausted', source: '', original: JSON.stringify(left) });
  const { redrive } = JSON.parse('payload' in way ? way.payload : '{}');
  expect(JSON.parse(redrive.body)).toEqual(busEvent);
  expect(redrive.receivedAt).toBe('2026-11-23T09:00:00.000Z');
});

test.each([
  ['what is no message of ours', 'unreadable', 'no JSON'],
  ['an invocation of refresh-token', 'exhausted', '{"cause":"schedule"}'],
  ['an untranslatable original of no known receiver', 'untranslatable', '{"detail":{}}'],
] as const)('knows no way for %s, and says why', (_what, reason, original) => {
  const way = wayBack({ reason, source: '', original });
  expect(way).toEqual({
    kind: 'none',
    why: expect.stringContaining('neither a webhook, nor an event, nor a message of events'),
  });
});
