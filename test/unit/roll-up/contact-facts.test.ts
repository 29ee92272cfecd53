import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { milestones as kinds } from '../../../shared/events/event.ts';
import {
  type ContactEvent,
  type ContactFacts,
  factsOf,
  mergeFacts,
  noFacts,
} from '../../../shared/roll-up/contact-facts.ts';

const provenance = { source: 'zoom', accountId: '1', receivedAt: '2026-11-23T09:00:00.000Z', contactId: 'c' };
const time = fc
  .integer({ min: 0, max: 20 })
  .map((seconds) => `2026-11-23T09:00:${String(seconds).padStart(2, '0')}.000Z`);
const some = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const seconds = fc.option(fc.nat({ max: 99 }), { nil: undefined });

/** Few values, so that events often meet. */
const milestone = fc.record({
  type: fc.constant('contact-milestone' as const),
  at: time,
  milestone: fc.constantFrom(...kinds),
  agentId: some('a', 'b'),
  legId: some('l1', 'l2'),
  collectionPoint: some('q1', 'q2'),
  direction: some('inbound' as const, 'outbound' as const),
});
const summary = fc.record({
  type: fc.constant('contact-summary' as const),
  collectionPoint: some('q1', 'q2'),
  offeredAt: time,
  answered: fc.boolean(),
  talkSeconds: seconds,
  waitSeconds: seconds,
  asOf: time,
});
const history = fc.array(
  fc.oneof(milestone, summary).map((event) => ({ ...provenance, id: 'e', ...event }) as ContactEvent),
  { maxLength: 12 },
);

const merged = (events: readonly ContactEvent[]): ContactFacts =>
  events.map(factsOf).reduce(mergeFacts, noFacts);

test('the same events in any order and any number of times give the same facts, to the letter', () => {
  fc.assert(
    fc.property(
      history.chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events, ...events], { minLength: 0 }),
        ),
      ),
      ([events, shuffled]) => {
        const again = [...shuffled, ...events.toReversed()];
        expect(JSON.stringify(merged(again))).toBe(JSON.stringify(merged(events)));
      },
    ),
    { numRuns: 2000 },
  );
});

test('facts merged in parts are the same as merged one by one', () => {
  fc.assert(
    fc.property(history, history, (one, other) => {
      expect(mergeFacts(merged(one), merged(other))).toEqual(merged([...other, ...one]));
    }),
    { numRuns: 1000 },
  );
});

const event = (overrides: object) => ({ ...provenance, id: 'e', ...overrides }) as ContactEvent;
const at = '2026-11-23T09:00:01.000Z';

test('a milestone told twice is one, with all that either tells of it', () => {
  const bare = { type: 'contact-milestone', at, milestone: 'answered', agentId: 'a' };
  expect(merged([event(bare), event({ ...bare, collectionPoint: 'q1' })]).milestones).toEqual([
    { at, milestone: 'answered', agentId: 'a', collectionPoint: 'q1' },
  ]);
});

test.each([
  ['leg', { legId: 'l2' }],
  ['agent', { agentId: 'b' }],
  ['kind', { milestone: 'held' }],
  ['time', { at: '2026-11-23T09:00:02.000Z' }],
])('milestones of another %s are two', (_, other) => {
  const one = { type: 'contact-milestone', at, milestone: 'answered', agentId: 'a', legId: 'l1' };
  expect(merged([event(one), event({ ...one, ...other })]).milestones).toHaveLength(2);
});

test('of two summaries of one collection point the newer one stays, and those of others stay beside it', () => {
  const summaryAt = (asOf: string, overrides = {}) =>
    event({
      type: 'contact-summary',
      offeredAt: at,
      answered: true,
      asOf,
      collectionPoint: 'q1',
      ...overrides,
    });
  const newer = summaryAt('2026-11-23T09:10:00.000Z', { talkSeconds: 7 });
  const older = summaryAt('2026-11-23T09:05:00.000Z', { talkSeconds: 5 });
  const elsewhere = summaryAt('2026-11-23T09:01:00.000Z', { collectionPoint: 'q2' });
  expect(merged([newer, older, elsewhere]).summaries).toMatchObject([
    { collectionPoint: 'q1', talkSeconds: 7 },
    { collectionPoint: 'q2' },
  ]);
});
