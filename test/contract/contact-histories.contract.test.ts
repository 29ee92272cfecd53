import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ContactEvent, factsOf, mergeFacts, noFacts } from '../../shared/roll-up/contact-facts.ts';
import { contributionsOf } from '../../shared/roll-up/contributions.ts';
import { quarterHourOf } from '../../shared/roll-up/quarter-hour.ts';
import type { RollUpRules } from '../../shared/roll-up/rules.ts';
import { volumeOf } from '../../shared/roll-up/volume-row.ts';
import { contactEvents } from './contact-events.ts';

/** Why a source tells nothing of contacts. */
const withoutContacts: Readonly<Record<string, string>> = {
  intercom: 'its conversations carry no talk or hold time',
};

const rules: RollUpRules = {
  serviceLevelSeconds: 20,
  shortAbandonSeconds: 5,
  outboundCollectionPoint: 'outbound',
};

test.each(Object.entries(withoutContacts))('%s has no histories of contacts: %s', (source) => {
  expect(contactEvents.find(({ name }) => name === source)?.told).toEqual([]);
});

const telling = contactEvents.filter(({ name }) => withoutContacts[name] === undefined);

describe.each(telling)('random histories of contacts of $name', ({ name, told }) => {
  if (told.length === 0)
    throw new Error(`no sample of ${name} tells of a contact: add one, or say why in withoutContacts`);
  const history = historyOf(told);

  test('are of events that its samples translate to', () => {
    expect(told.length).toBeGreaterThan(0);
  });

  test('come to the same facts and figures in any order, any number of times', () => {
    const retold = history.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events, ...events])),
    );
    fc.assert(
      fc.property(retold, ([events, some]) => {
        expect(known([...some, ...events.toReversed()])).toEqual(known(events));
      }),
    );
  });

  test('come to the same facts and figures in any grouping', () => {
    const cut = fc.tuple(history, fc.array(fc.nat({ max: 40 }), { maxLength: 5 }), fc.boolean());
    fc.assert(
      fc.property(cut, ([events, cuts, isReversed]) => {
        const parts = partsOf(events, cuts);
        const windows = isReversed ? parts.toReversed() : parts;
        const grouped = windows.map(factsByContact).reduce(mergeWindows, new Map());
        expect(figuresOf(grouped)).toEqual(known(events));
      }),
    );
  });

  test('give no time below none, and count no contact twice at one collection point', () => {
    fc.assert(
      fc.property(history, (events) => {
        for (const facts of factsByContact(events).values()) {
          const contributions = contributionsOf(facts, rules);
          const places = contributions.map(({ collectionPoint }) => collectionPoint);
          expect(new Set(places).size).toBe(places.length);
          for (const { collectionPoint: _, at: __, ...figures } of contributions)
            expect(Math.min(...Object.values(figures))).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

/** Some of what was told, of a few contacts, at other times: the same events meet, overtake and contradict each other. */
function historyOf(told: readonly ContactEvent[]): fc.Arbitrary<readonly ContactEvent[]> {
  const event = fc
    .record({
      event: fc.constantFrom(...told),
      contactId: fc.constantFrom('one', 'two', 'three'),
      seconds: fc.integer({ min: -3, max: 3 }).map((steps) => steps * 300),
    })
    .map(({ event: of, contactId, seconds }) => ({ ...at(of, seconds), contactId }));
  return fc.array(event, { minLength: 1, maxLength: 25 });
}

function at(event: ContactEvent, seconds: number): ContactEvent {
  const moved = (time: string) => new Date(Date.parse(time) + seconds * 1000).toISOString();
  if (event.type === 'contact-milestone') return { ...event, at: moved(event.at) };
  return { ...event, offeredAt: moved(event.offeredAt), asOf: moved(event.asOf) };
}

type Facts = ReadonlyMap<string, ReturnType<typeof factsOf>>;

function factsByContact(events: readonly ContactEvent[]): Facts {
  const byContact = Map.groupBy(events, ({ contactId }) => contactId);
  return new Map(
    [...byContact].map(([contactId, own]) => [contactId, own.map(factsOf).reduce(mergeFacts, noFacts)]),
  );
}

function mergeWindows(one: Facts, other: Facts): Facts {
  const merged = [...other].map(
    ([contactId, facts]) => [contactId, mergeFacts(one.get(contactId) ?? noFacts, facts)] as const,
  );
  return new Map([...one, ...merged]);
}

function known(events: readonly ContactEvent[]) {
  return figuresOf(factsByContact(events));
}

/** All that is known, to the letter: each contact's facts, what it adds, and the rows that all of them make. */
function figuresOf(facts: Facts) {
  const contacts = [...facts].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const contributions = contacts.map(([, of]) => contributionsOf(of, rules));
  const byRow = Map.groupBy(
    contributions.flat(),
    ({ collectionPoint, at: time }) => `${collectionPoint} ${quarterHourOf(time)}`,
  );
  const rows = [...byRow].map(([key, own]) => [key, volumeOf(own)]);
  return { facts: JSON.stringify(contacts), contributions, rows };
}

function partsOf(events: readonly ContactEvent[], cuts: readonly number[]): (readonly ContactEvent[])[] {
  const ends = [...cuts.filter((cut) => cut < events.length), events.length].toSorted(
    (one, other) => one - other,
  );
  return ends.map((end, index) => events.slice(ends[index - 1] ?? 0, end));
}
