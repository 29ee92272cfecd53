import { expect, test } from 'vitest';
import { wayBack } from '../../../infra/ops/way-back.ts';
import { envelopeOf, webhook } from './sample.ts';

test.each(['refused', 'unmapped-state', 'too-old', 'exhausted'] as const)(
  'sends the events of a letter that is %s to their queue, as they were',
  (reason) => {
    const original = envelopeOf('agent-activity');
    const letter = { reason, source: 'desk', original };
    expect(wayBack(letter)).toEqual({ kind: 'queue', queue: 'events', body: original });
  },
);

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

test.each([
  ['what is no message of ours', 'unreadable', 'no JSON'],
  ['an invocation of refresh-token', 'exhausted', '{"cause":"schedule"}'],
  ['an untranslatable original of no known receiver', 'untranslatable', '{"detail":{}}'],
] as const)('knows no way for %s, and says why', (_what, reason, original) => {
  const way = wayBack({ reason, source: '', original });
  expect(way).toEqual({
    kind: 'none',
    why: expect.stringContaining('neither a webhook nor a message of events'),
  });
});
