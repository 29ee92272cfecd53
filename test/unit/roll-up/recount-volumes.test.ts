import { expect, test } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import type { StoredContact } from '../../../shared/ports/contact-store.ts';
import { quarterHourOf } from '../../../shared/roll-up/quarter-hour.ts';
import type { Recount } from '../../../shared/roll-up/recount-request.ts';
import { type RecountDependencies, recountVolumes } from '../../../shared/roll-up/recount-volumes.ts';

const nowAt = '2026-11-23T10:05:00.000Z';
const from = '2026-11-23T09:00:00.000Z';
/** An hour before that was the first run. */
const begunAt = '2026-11-23T08:00:00.000Z';

function configurationOf(timeZone = 'UTC') {
  const source = (volume = {}, accountId = '7') => ({ vendor: 'standard', accountId, volume });
  const sources = { desk: source(), phone: source({ collectionPoints: ['sales'] }), other: source({}, '8') };
  const cloudConnect = { baseUrl: 'https://api.example', timeZone };
  return parseConfiguration({ environment: 'test', cloudConnect, sources }, 'test');
}

function contactOf(source: string, at: string, collectionPoint = 'support'): StoredContact {
  const leg = { agentId: '1', legId: 'leg' };
  return {
    ...{ accountId: '7', source, contactId: at, version: '1', counted: [] },
    facts: {
      milestones: [
        { at, milestone: 'offered', collectionPoint },
        { at, milestone: 'answered', ...leg },
      ],
      summaries: [],
    },
  };
}

/** A table that knows these contacts and collection points, and tells in which order it was asked. */
function tableOf(contacts: readonly StoredContact[], points = ['support'], overrides = {}) {
  const asked: string[] = [];
  const isAt = ({ facts }: StoredContact, at: { collectionPoint: string; start: string }) => {
    const [offer] = facts.milestones;
    return offer?.collectionPoint === at.collectionPoint && quarterHourOf(offer.at) === at.start;
  };
  const refuse = async () => {
    throw new Error('a recount writes nothing');
  };
  const dependencies: RecountDependencies = {
    configuration: configurationOf(),
    contacts: {
      read: async (names) => {
        asked.push('facts');
        return contacts.filter(({ contactId }) => names.some((name) => name.contactId === contactId));
      },
      pointedAt: async (accountId, at) =>
        contacts.filter((contact) => contact.accountId === accountId && isAt(contact, at)),
      replace: refuse,
      point: refuse,
    },
    collectionPoints: {
      see: refuse,
      accounts: refuse,
      list: async (accountId) => (accountId === '7' ? points : []),
    },
    runs: {
      closedUntil: async () => undefined,
      begunAt: async () => begunAt,
      closeUntil: refuse,
      nextAsOf: async () => {
        asked.push('asOf');
        return '2026-11-23T10:05:00.001Z';
      },
    },
    now: () => Date.parse(nowAt),
    ...overrides,
  };
  return { dependencies, asked };
}

async function recounted(wish: Partial<Recount>, dependencies: RecountDependencies) {
  const whole = { sources: [], collectionPoints: [], from, to: nowAt, ...wish };
  const answer = await recountVolumes(whole, dependencies);
  if (answer.outcome === 'refused') throw new Error(answer.detail);
  const rows = answer.rows.map(({ sources, body }) => {
    const [event] = openEnvelope(body);
    if (event?.type !== 'call-volume') throw new Error('it is no row');
    return { ...event, sources };
  });
  return { ...answer, rows: rows.toSorted((one, other) => one.interval.localeCompare(other.interval)) };
}

test('sums each interval that has ended, a quiet one as zeros, and none that has not', async () => {
  const contacts = [
    contactOf('desk', '2026-11-23T09:15:30.000Z'),
    contactOf('phone', '2026-11-23T09:20:00.000Z'),
    contactOf('desk', '2026-11-23T10:01:00.000Z'),
  ];
  const { rows } = await recounted({ collectionPoints: ['support'] }, tableOf(contacts).dependencies);
  expect(rows.filter(({ accountId }) => accountId === '7')).toMatchObject([
    { interval: '2026-11-23T09:00:00.000Z', contactsOffered: 0, sources: [] },
    { interval: '2026-11-23T09:15:00.000Z', contactsOffered: 2, sources: ['desk', 'phone'] },
    { interval: '2026-11-23T09:30:00.000Z', contactsOffered: 0 },
    { interval: '2026-11-23T09:45:00.000Z', contactsOffered: 0 },
  ]);
});

test('takes the time that the rows are as of before anything is read', async () => {
  const { dependencies, asked } = tableOf([contactOf('desk', '2026-11-23T09:15:30.000Z')]);
  const { rows } = await recounted({}, dependencies);
  expect(asked[0]).toBe('asOf');
  expect(new Set(rows.map(({ asOf, receivedAt }) => `${asOf} ${receivedAt}`))).toEqual(
    new Set(['2026-11-23T10:05:00.001Z 2026-11-23T10:05:00.001Z']),
  );
});

test.each([
  ['all that are configured or were seen', {}, ['sales', 'support']],
  ['those that are named', { sources: ['desk'], collectionPoints: ['sales'] }, ['sales']],
  ['none that is named and of which nothing is known', { collectionPoints: ['mistyped'] }, []],
  ['none of an account that has none', { sources: ['other'] }, []],
])('counts the collection points: %s', async (_what, wish, expected) => {
  const { rows } = await recounted(wish, tableOf([]).dependencies);
  expect([...new Set(rows.map(({ collectionPoint }) => collectionPoint))].toSorted()).toEqual(expected);
});

test('makes no zeros of a time before the first run, of which nothing was told', async () => {
  const contacts = [contactOf('desk', '2026-11-23T07:20:00.000Z')];
  const early = '2026-11-23T07:00:00.000Z';
  const { rows } = await recounted({ from: early, to: from }, tableOf(contacts).dependencies);
  const support = rows.filter(({ collectionPoint }) => collectionPoint === 'support');
  expect(support.map(({ interval }) => interval.slice(11, 16))).toEqual([
    '07:15',
    '08:00',
    '08:15',
    '08:30',
    '08:45',
  ]);
});

test('tells of a quiet collection point which source names it', async () => {
  const { rows } = await recounted({}, tableOf([], []).dependencies);
  expect(new Set(rows.flatMap(({ sources }) => sources))).toEqual(new Set(['phone']));
});

test('answers with so many rows at once, and where the rest begins', async () => {
  const points = Array.from({ length: 499 }, (_, index) => `point ${index}`);
  const { dependencies } = tableOf([], points);
  const first = await recounted({}, dependencies);
  expect({ rows: first.rows.length, next: first.next }).toEqual({
    rows: 1000,
    next: '2026-11-23T09:30:00.000Z',
  });
  const second = await recounted({ from: first.next ?? '' }, dependencies);
  expect(second.rows.map(({ interval }) => interval)).not.toContain('2026-11-23T09:15:00.000Z');
});

test('sums both passes of an hour that the clock repeats, and not before the second has ended', async () => {
  const passes = ['2026-11-01T05:20:00.000Z', '2026-11-01T06:20:00.000Z'];
  const contacts = passes.map((at) => contactOf('desk', at));
  const at = (time: string) =>
    tableOf(contacts, ['support'], {
      configuration: configurationOf('America/New_York'),
      now: () => Date.parse(time),
    }).dependencies;
  const wish = {
    collectionPoints: ['support'],
    sources: ['desk'],
    from: '2026-11-01T05:15:00.000Z',
    to: '2026-11-01T05:30:00.000Z',
  };
  expect((await recounted(wish, at('2026-11-01T06:29:00.000Z'))).rows).toEqual([]);
  expect((await recounted(wish, at('2026-11-01T06:30:00.000Z'))).rows).toMatchObject([
    { pass: 'both', interval: '2026-11-01T05:15:00.000Z', contactsOffered: 2 },
  ]);
});

test.each([
  ['a source that is not configured', { sources: ['dask'] }, 'got "dask", allowed: desk, phone, other'],
  ['a time of which contacts are no longer kept', { from: '2026-11-08T10:00:00.000Z' }, 'kept for 360 hours'],
])('refuses %s, saying what is allowed', async (_what, wish, words) => {
  const whole = { sources: [], collectionPoints: [], from, to: nowAt, ...wish };
  const answer = await recountVolumes(whole, tableOf([]).dependencies);
  expect(answer).toEqual({ outcome: 'refused', detail: expect.stringContaining(words) });
});

test('has no rows of a time to come', async () => {
  const wish = { from: '2026-11-24T00:00:00.000Z', to: '2026-11-25T00:00:00.000Z' };
  const { rows, next } = await recounted(wish, tableOf([]).dependencies);
  expect({ rows, next }).toEqual({ rows: [], next: undefined });
});
