import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContactStore, createContactStore } from '../../shared/ports/contact-store.ts';
import { createDirtyVolumes, type DirtyVolumes } from '../../shared/ports/dirty-volumes.ts';
import { createKnownCollectionPoints } from '../../shared/ports/known-collection-points.ts';
import { createRollUpRuns } from '../../shared/ports/roll-up-runs.ts';
import { noFacts } from '../../shared/roll-up/contact-facts.ts';
import { startTable } from './start-table.ts';

let table: Awaited<ReturnType<typeof startTable>>;
let contacts: ContactStore;
let dirty: DirtyVolumes;
beforeAll(async () => {
  table = await startTable();
  contacts = createContactStore(table);
  dirty = createDirtyVolumes(table);
});
afterAll(() => table.close());

const at = { collectionPoint: 'support', start: '2026-11-23T09:00:00.000Z' };
const later = { collectionPoint: 'support', start: '2026-11-23T09:15:00.000Z' };
const name = (contactId: string) => ({ accountId: '1', source: 'zoom', contactId });
const expiresAtMs = Date.parse('2026-12-31T00:00:00.000Z');

describe('a contact', () => {
  test('is read as it was written, each time with another version', async () => {
    const facts = {
      milestones: [{ at: at.start, milestone: 'offered', collectionPoint: 'support' }],
      summaries: [],
    } as const;
    const contact = { ...name('read'), facts, counted: [at] };
    expect(await contacts.replace(undefined, contact, expiresAtMs)).toBe(true);
    const [first] = await contacts.read([name('read')]);
    expect(first).toMatchObject(contact);
    expect(await contacts.replace(first, { ...contact, counted: [at, later] }, expiresAtMs)).toBe(true);
    const [second] = await contacts.read([name('read')]);
    expect(second).toMatchObject({ counted: [at, later] });
    expect(second?.version).not.toBe(first?.version);
  });

  test('is not written by who knew another version of it, or none', async () => {
    const contact = { ...name('lost'), facts: noFacts, counted: [] };
    await contacts.replace(undefined, contact, expiresAtMs);
    const [known] = await contacts.read([name('lost')]);
    await contacts.replace(known, contact, expiresAtMs);
    expect(await contacts.replace(known, { ...contact, counted: [at] }, expiresAtMs)).toBe(false);
    expect(await contacts.replace(undefined, { ...contact, counted: [at] }, expiresAtMs)).toBe(false);
    expect(await contacts.read([name('lost')])).toMatchObject([{ counted: [] }]);
  });

  test('is another one in another source or account', async () => {
    await contacts.replace(undefined, { ...name('same'), facts: noFacts, counted: [] }, expiresAtMs);
    const others = [
      { ...name('same'), source: 'aircall' },
      { ...name('same'), accountId: '2' },
    ];
    expect(await contacts.read(others)).toEqual([]);
  });

  test('is found with all others of a quarter hour, more than the table reads at once', async () => {
    const many = Array.from({ length: 230 }, (_, index) => name(`many-${index}`));
    for (const one of many) {
      await contacts.replace(undefined, { ...one, facts: noFacts, counted: [] }, expiresAtMs);
      await contacts.point(one, later, expiresAtMs);
      await contacts.point(one, later, expiresAtMs);
    }
    const pointed = await contacts.pointedAt('1', later);
    expect(pointed).toHaveLength(230);
    expect(await contacts.read(pointed)).toHaveLength(230);
    expect(await contacts.pointedAt('1', { ...later, collectionPoint: 'sales' })).toEqual([]);
    expect(await contacts.pointedAt('2', later)).toEqual([]);
  });
});

describe('a mark', () => {
  const key = (collectionPoint: string) => ({
    ...{ accountId: '1', collectionPoint, interval: '2026-11-23T09:00:00' },
  });
  const touch = (touchedAt: string) => ({ start: at.start, touchedAt });
  const markOf = async (collectionPoint: string) =>
    (await dirty.list('1')).find((mark) => mark.collectionPoint === collectionPoint);

  test('tells when its row was first touched, and has another version after each touch', async () => {
    await dirty.mark(key('touched'), touch('2026-11-23T09:03:00.000Z'));
    const first = await markOf('touched');
    await dirty.mark(key('touched'), touch('2026-11-23T09:08:00.000Z'));
    const second = await markOf('touched');
    expect(second).toEqual({ ...first, version: second?.version });
    expect(second?.version).not.toBe(first?.version);
    expect(first).toMatchObject({ ...key('touched'), ...touch('2026-11-23T09:03:00.000Z') });
  });

  test('goes where nothing touched it since it was listed, and stays where something did', async () => {
    await dirty.mark(key('cleared'), touch('2026-11-23T09:03:00.000Z'));
    const listed = await markOf('cleared');
    await dirty.mark(key('cleared'), touch('2026-11-23T09:08:00.000Z'));
    if (!listed) throw new Error('the mark is not there');
    expect(await dirty.clear(listed)).toBe(false);
    const again = await markOf('cleared');
    expect(again && (await dirty.clear(again))).toBe(true);
    expect(await markOf('cleared')).toBeUndefined();
    expect(await dirty.clear(listed)).toBe(false);
  });

  test('is of one account, and listed in the order of the intervals', async () => {
    const order = ['2026-11-23T09:15:00', '2026-11-22T23:45:00', '2026-11-23T09:00:00'];
    for (const interval of order)
      await dirty.mark({ accountId: '9', collectionPoint: 'q', interval }, touch('2026-11-23T09:20:00.000Z'));
    const listed = (await dirty.list('9')).map(({ interval }) => interval);
    expect(listed).toEqual(order.toSorted());
  });
});

describe('the runs of a roll-up', () => {
  test('are as of ever later, also when clocks jump back and several begin at once', async () => {
    let nowMs = Date.parse('2026-11-23T09:16:00.000Z');
    const runs = createRollUpRuns(table, () => nowMs);
    const given = [await runs.nextAsOf('1')];
    nowMs -= 60_000;
    given.push(await runs.nextAsOf('1'));
    const atOnce = await Promise.all([runs.nextAsOf('1'), runs.nextAsOf('1'), runs.nextAsOf('1')]);
    given.push(...atOnce.toSorted());
    expect(given).toEqual([...new Set(given)].toSorted());
    expect(given).toHaveLength(5);
    expect(await runs.nextAsOf('2')).toBe('2026-11-23T09:15:00.000Z');
  });

  test('close quarter hours forwards only, each account its own', async () => {
    const runs = createRollUpRuns(table, Date.now);
    expect(await runs.closedUntil('3')).toBeUndefined();
    await runs.closeUntil('3', '2026-11-23T09:30:00.000Z');
    await runs.closeUntil('3', '2026-11-23T09:15:00.000Z');
    expect(await runs.closedUntil('3')).toBe('2026-11-23T09:30:00.000Z');
    expect(await runs.closedUntil('4')).toBeUndefined();
  });
});

test('a collection point is known for seven days after it was last seen', async () => {
  const day = 86_400_000;
  let nowMs = Date.parse('2026-11-01T09:00:00.000Z');
  const points = createKnownCollectionPoints(table, () => nowMs);
  await points.see('1', 'support');
  await points.see('1', 'sales');
  nowMs += 5 * day;
  await points.see('1', 'sales');
  expect((await points.list('1')).toSorted()).toEqual(['sales', 'support']);
  nowMs += 2 * day;
  expect(await points.list('1')).toEqual(['sales']);
  expect(await points.list('2')).toEqual([]);
});
