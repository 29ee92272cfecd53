import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { givenOperatedSystem } from './given-operated-system.ts';
import { operate as operateOn } from './operated-system.ts';
import { anActivity, post, sandboxControl, storedAgents, tableItems, until } from './running-system.ts';

const given = givenOperatedSystem();
const file = join(given.scratch, 'people.csv');
const operate = (...words: string[]) => operateOn(given.run, words);
const peopleInApi = async () => (await storedRows(given.api.baseUrl)).people.map(({ AgentId }) => AgentId);

test('of 500 people the API refuses 7; corrected, these are imported from the file of the refused', async () => {
  const bad = [1, 2, 77, 250, 251, 400, 499];
  const rowOf = (index: number) =>
    `${1000 + index};Agent;${bad.includes(index) ? 'Ghost' : 'Smith'} ${index}`;
  const rows = Array.from({ length: 500 }, (_, index) => rowOf(index));
  writeFileSync(file, `\ufeffAgent ID;First name;Last name\r\n${rows.join('\r\n')}\r\n`, 'utf16le');
  given.api.refuseBodies((body) => body.includes('Ghost'));

  const plan = await operate('people', 'import', file);
  expect(plan.printed).toContain('    500 new');
  expect(await peopleInApi()).toEqual([]);

  const first = await operate('people', 'import', file, '--yes');
  const refused = `${file}.refused.csv`;
  expect(first.done).toBe(false);
  expect(first.printed).toContain('500 people: 493 sent, 7 refused');
  expect(await peopleInApi()).toHaveLength(493);
  const left = readFileSync(refused, 'utf8');
  expect(left.match(/Ghost \d+,refused: agent is not known here$/gm)).toHaveLength(7);

  writeFileSync(refused, left.replaceAll('Ghost', 'Smith'));
  expect(await operate('people', 'import', refused, '--yes')).toMatchObject({ done: true });
  expect(await peopleInApi()).toHaveLength(500);
  const { printed } = await operate('people', 'list', '--json');
  expect(printed.map((line) => JSON.parse(line).AgentId)).toEqual(rows.map((row) => row.slice(0, 4)));
});

test('an agent whose activity came and whom the list lacks is unknown, and is known once imported', async () => {
  for (const agentId of ['1001', 'newcomer'])
    expect((await post(given.run, anActivity(agentId))).status).toBe(202);
  await until(
    () => storedAgents(given.api.baseUrl),
    (agents) => agents.length === 2,
  );
  const unknown = async () =>
    (await operate('people', 'unknown', '--json')).printed.map((line) => JSON.parse(line).AgentId);
  expect(await until(unknown, (agents) => agents.length > 0)).toEqual(['newcomer']);
  const newcomers = join(given.scratch, 'newcomers.json');
  writeFileSync(newcomers, JSON.stringify([{ login: 'newcomer', firstName: 'New', lastName: 'Comer' }]));
  expect(await operate('people', 'import', newcomers, '--yes')).toMatchObject({ done: true });
  expect(await unknown()).toEqual([]);
});

test('a user whom a vendor announces becomes a person, once however often announced, and unnamed in the log', async () => {
  const data = { id: 700311, name: 'Noa de la Fontaine', available: true };
  const tell = async (event: string) => {
    const timestamp = Math.floor(Date.now() / 1000);
    expect(await post(given.run, { resource: 'user', event, timestamp, data }, 'aircall')).toMatchObject({
      status: 200,
    });
  };
  const arrived = async () =>
    (await storedRows(given.api.baseUrl)).people.filter(({ AgentId }) => AgentId === '700311');
  await tell('user.created.v2');
  expect(await until(arrived, ({ length }) => length > 0)).toMatchObject([
    { FirstName: 'Noa de la', LastName: 'Fontaine' },
  ]);
  await tell('user.created.v2');
  await tell('user.opened.v2');
  await until(
    () => storedAgents(given.api.baseUrl),
    (agents) => agents.includes('700311'),
  );
  const known = await tableItems(given.run, 'people-stored#');
  expect(known).toHaveLength(1);
  expect(JSON.stringify([known, given.lines])).not.toContain('Fontaine');
});

test('collection points are imported too, with a token renewed where the stored one no longer counts', async () => {
  const queues = join(given.scratch, 'queues.csv');
  writeFileSync(queues, 'Queue,Description\nsupport,"Support, first level"\n');
  await sandboxControl(given.api.baseUrl, 'expire-tokens', {});
  expect(await operate('collection-points', 'import', queues, '--yes')).toMatchObject({ done: true });
  const { printed } = await operate('collection-points', 'diff', queues);
  expect(printed).toContain('      1 there already');
});

test('no role lacks a grant for anything the run has done', () => {
  expect(given.denials()).toEqual([]);
});
