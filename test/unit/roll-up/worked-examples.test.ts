import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../../shared/events/event.ts';
import {
  type ContactEvent,
  type ContactFacts,
  factsOf,
  mergeFacts,
  noFacts,
} from '../../../shared/roll-up/contact-facts.ts';
import { type Contribution, contributionsOf } from '../../../shared/roll-up/contributions.ts';
import { endOf, quarterHourOf } from '../../../shared/roll-up/quarter-hour.ts';
import type { RollUpRules } from '../../../shared/roll-up/rules.ts';
import { volumeOf } from '../../../shared/roll-up/volume-row.ts';
import { readText } from '../../conventions/layout.ts';
import { readmeTable } from '../../conventions/readme-tables.ts';
import { clock, told } from './told.ts';

const [, inTime, short, outboundCollectionPoint] =
  /`serviceLevelSeconds` (\d+), `shortAbandonSeconds` (\d+) and `outboundCollectionPoint` `(\w+)`/.exec(
    readText('README.md'),
  ) ?? [];
/** Those that the README says its example has. */
const rules: RollUpRules = {
  serviceLevelSeconds: Number(inTime),
  shortAbandonSeconds: Number(short),
  outboundCollectionPoint,
};

/** One contact of the README's table: what is told of it, and each line of what it adds. */
type Example = {
  readonly contactId: string;
  readonly title: string;
  readonly events: readonly ContactEvent[];
  readonly adds: readonly (readonly string[])[];
};

const examples = readExamples();
const rows = readmeTable('| sent at | collection point | interval |');

test('the README’s example has contacts of at least twelve kinds around a quarter hour', () => {
  expect(examples.length).toBeGreaterThanOrEqual(12);
  expect(new Set(rows.map(([, collectionPoint, interval]) => `${collectionPoint} ${interval}`)).size).toBe(4);
});

test.each(examples)('contact $contactId, $title, adds what the README says', ({ events, adds }) => {
  const added = contributionsOf(factsTold(events), rules).map(lineOf);
  expect(added.length > 0 ? added : [['nothing', ...Array(7).fill('–')]]).toEqual(adds);
});

test.each(examples)('contact $contactId adds the same, told backwards and twice', ({ events }) => {
  expect(factsTold([...events, ...events.toReversed()])).toEqual(factsTold(events.toReversed()));
  expect(factsTold([...events.toReversed(), ...events])).toEqual(factsTold(events));
});

describe('the rows that the README says', () => {
  const sentAt = [...new Set(rows.map(([at = '']) => at))];

  test.each(sentAt)(
    'at %s are those of the closed intervals, where they changed since they were last sent',
    (at) => {
      const earlier = sentAt.filter((other) => other < at);
      const before = new Map(earlier.flatMap((other) => [...rowsAt(other)]));
      const changed = [...rowsAt(at)].filter(([key, row]) => before.get(key) !== row);
      const said = rows.filter(([time]) => time === at).map((cells) => cells.slice(1).join(' '));
      expect(changed.map(([, row]) => row).toSorted()).toEqual(said.toSorted());
    },
  );
});

/** By collection point and interval, the rows that a run sums from what was told before it. */
function rowsAt(time: string): ReadonlyMap<string, string> {
  const now = clock(`${time}:00`);
  const contributions = examples.flatMap(({ events }) =>
    contributionsOf(factsTold(events.filter((event) => toldAt(event) < now)), rules),
  );
  const closed = contributions.filter(({ at }) => endOf(quarterHourOf(at)) <= now);
  const byRow = Map.groupBy(closed, placeOf);
  return new Map([...byRow].map(([key, own]) => [key, `${key} ${figuresOf(own).join(' ')}`]));
}

function figuresOf(contributions: readonly Contribution[]): readonly (string | number)[] {
  const figures = volumeOf(contributions);
  return [
    figures.contactsOffered,
    figures.contactsNotHandled,
    figures.talkSeconds,
    figures.holdSeconds,
    figures.serviceLevelPct.toFixed(1),
    figures.outboundContacts,
    figures.outboundSeconds,
  ];
}

function lineOf(contribution: Contribution): readonly string[] {
  const { offered, notHandled, answeredInTime, talkSeconds, holdSeconds, wrapSeconds } = contribution;
  const { outbound, outboundSeconds } = contribution;
  expect(outbound).toBe(outboundSeconds > 0 ? 1 : 0);
  const counts = [
    offered,
    notHandled,
    answeredInTime,
    talkSeconds,
    holdSeconds,
    wrapSeconds,
    outboundSeconds,
  ];
  return [placeOf(contribution), ...counts.map((count) => (count === 0 ? '–' : String(count)))];
}

/** `support 09:15` */
function placeOf({ collectionPoint, at }: Contribution): string {
  return `${collectionPoint} ${quarterHourOf(at).slice(11, 16)}`;
}

function factsTold(events: readonly ContactEvent[]): ContactFacts {
  return events.map(factsOf).reduce(mergeFacts, noFacts);
}

function toldAt(event: ContactEvent): string {
  return event.type === 'contact-milestone' ? event.at : event.asOf;
}

function readExamples(): readonly Example[] {
  const found: Example[] = [];
  for (const [contactId = '', happened = '', ...line] of readmeTable('| contact | what happened |')) {
    const last = found.at(-1);
    if (contactId === '' && last) {
      found[found.length - 1] = { ...last, adds: [...last.adds, line] };
      continue;
    }
    const [title = '', history = ''] = happened.split(': ');
    const events = history.split(', ').map((text) => eventOf(contactId, text));
    found.push({ contactId, title, events, adds: [line] });
  }
  return found;
}

function eventOf(contactId: string, text: string): ContactEvent {
  const provenance = {
    id: text,
    contactId,
    source: 'example',
    accountId: '1',
    receivedAt: clock('09:00:00'),
  };
  if (text.includes(' summary ')) return { ...provenance, ...summaryOf(text) };
  return { ...provenance, type: 'contact-milestone', ...told(text) };
}

type Summary = Pick<
  EventOf<'contact-summary'>,
  'type' | 'asOf' | 'collectionPoint' | 'answered' | 'offeredAt' | 'waitSeconds' | 'talkSeconds'
>;

/** `09:09:00 summary support offered=09:06:00 answered wait=18 talk=115` */
function summaryOf(text: string): Summary {
  const [time = '', , collectionPoint, ...words] = text.split(' ');
  const fields = words.map((word) => {
    const [name, value = ''] = word.split('=');
    if (name === 'offered') return { offeredAt: clock(value) };
    return name === 'answered' ? { answered: true } : { [`${name}Seconds`]: Number(value) };
  });
  const summary = { type: 'contact-summary', asOf: clock(time), collectionPoint, answered: false };
  return Object.assign(summary, ...fields) as Summary;
}
