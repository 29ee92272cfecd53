import { beforeAll, expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { type ContactName, type ContactStore, createContactStore } from '../../shared/ports/contact-store.ts';
import type { ContactFacts } from '../../shared/roll-up/contact-facts.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();
let contacts: ContactStore;
beforeAll(async () => {
  contacts = createContactStore(table);
});

const at = { collectionPoint: 'support', start: '2026-11-23T09:00:00.000Z' };
const expiresAtMs = Date.parse('2026-12-23T09:00:00.000Z');
const name = (contactId: string): ContactName => ({ accountId: '1', source: 'zoom', contactId });
const offered: ContactFacts = {
  milestones: [{ at: '2026-11-23T09:01:00.000Z', milestone: 'offered', collectionPoint: 'support' }],
  summaries: [],
};
const ended: ContactFacts = {
  milestones: [...offered.milestones, { at: '2026-11-23T09:04:00.000Z', milestone: 'ended' }],
  summaries: [],
};
const contact = (contactId: string, facts = offered) => ({ ...name(contactId), facts, counted: [at] });

test('gives a contact back as it was written, and nothing of one that is unheard of', async () => {
  expect(await contacts.replace(undefined, contact('one'), expiresAtMs)).toBe(true);
  const read = await contacts.read([name('one'), name('unheard-of')]);
  expect(read).toEqual([{ ...contact('one'), version: expect.any(String) }]);
});

test('writes no contact as new that another wrote first', async () => {
  await contacts.replace(undefined, contact('twice'), expiresAtMs);
  expect(await contacts.replace(undefined, contact('twice', ended), expiresAtMs)).toBe(false);
  expect((await contacts.read([name('twice')]))[0]?.facts).toEqual(offered);
});

test('replaces only the version that was read', async () => {
  await contacts.replace(undefined, contact('raced'), expiresAtMs);
  const [known] = await contacts.read([name('raced')]);
  expect(await contacts.replace(known, contact('raced', ended), expiresAtMs)).toBe(true);
  expect(await contacts.replace(known, contact('raced', offered), expiresAtMs)).toBe(false);
  expect((await contacts.read([name('raced')]))[0]?.facts).toEqual(ended);
});

test('lets one of two win that replace the same version at once', async () => {
  await contacts.replace(undefined, contact('both'), expiresAtMs);
  const [known] = await contacts.read([name('both')]);
  const replaced = await Promise.all(
    [ended, offered].map((facts) => contacts.replace(known, contact('both', facts), expiresAtMs)),
  );
  expect(replaced.filter(Boolean)).toHaveLength(1);
});

test('keeps contacts of one id apart by source and account', async () => {
  await contacts.replace(undefined, contact('shared'), expiresAtMs);
  const others = [
    { ...name('shared'), source: 'genesys' },
    { ...name('shared'), accountId: '2' },
  ];
  expect(await contacts.read(others)).toEqual([]);
});

test('points at each contact of a quarter hour once, however often it is noted', async () => {
  const elsewhere = { ...at, collectionPoint: 'sales' };
  for (const contactId of ['a', 'b', 'a']) await contacts.point(name(contactId), at, expiresAtMs);
  await contacts.point(name('c'), elsewhere, expiresAtMs);
  expect(await contacts.pointedAt('1', at)).toEqual([name('a'), name('b')]);
  expect(await contacts.pointedAt('1', elsewhere)).toEqual([name('c')]);
  expect(await contacts.pointedAt('2', at)).toEqual([]);
});

test('reads more contacts than the table gives at once', async () => {
  const ids = Array.from({ length: 205 }, (_, index) => `many-${index}`);
  await Promise.all(ids.map((id) => contacts.replace(undefined, contact(id), expiresAtMs)));
  const read = await contacts.read(ids.map(name));
  expect(read.map(({ contactId }) => contactId).toSorted()).toEqual(ids.toSorted());
});

test('reads contacts that are together larger than the table gives at once', async () => {
  // 100 items of 200 KB are more than the 16 MB of one answer.
  const long = { ...offered, milestones: [{ ...offered.milestones[0], agentId: 'x'.repeat(200_000) }] };
  const ids = Array.from({ length: 100 }, (_, index) => `large-${index}`);
  for (const id of ids) await contacts.replace(undefined, contact(id, long as ContactFacts), expiresAtMs);
  expect(await contacts.read(ids.map(name))).toHaveLength(100);
});

test('points at more contacts than one page holds', async () => {
  const busy = { ...at, collectionPoint: 'busy' };
  // A page ends after 1 MB: ids at their longest make 4,000 pointers some 2.5 MB.
  const ids = Array.from({ length: 4000 }, (_, index) => String(index).padStart(255, '0'));
  for (let start = 0; start < ids.length; start += 200)
    await Promise.all(ids.slice(start, start + 200).map((id) => contacts.point(name(id), busy, expiresAtMs)));
  expect(await contacts.pointedAt('1', busy)).toHaveLength(4000);
});

test('is unavailable where the table is', async () => {
  const elsewhere = createContactStore({ client: table.client, tableName: 'no-table' });
  await expect(elsewhere.read([name('a')])).rejects.toThrow(Unavailable);
  await expect(elsewhere.replace(undefined, contact('a'), expiresAtMs)).rejects.toThrow(Unavailable);
  await expect(elsewhere.point(name('a'), at, expiresAtMs)).rejects.toThrow(Unavailable);
  await expect(elsewhere.pointedAt('1', at)).rejects.toThrow(Unavailable);
});
