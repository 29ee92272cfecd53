import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { localTarget } from '../../infra/local/ops-command.ts';
import type { Finding } from '../../infra/ops/doctor/finding.ts';
import { parseDoctor } from '../../infra/ops/doctor/parse-doctor.ts';
import { runDoctor } from '../../infra/ops/doctor/run-doctor.ts';
import { screen } from '../unit/ops/sample.ts';
import { givenLocalRun } from './given-local-run.ts';
import { operate } from './operated-system.ts';
import { npmRun } from './run-command-line.ts';
import { anActivity, post, sandboxControl, storedAgents, until } from './running-system.ts';

const scratch = mkdtempSync(join(tmpdir(), 'doctor-'));
const given = givenLocalRun();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function examine(...options: string[]) {
  const target = localTarget(given.run.aws.url, given.run.aws.administrator);
  const command = parseDoctor(['doctor', '--local', target, ...options]);
  if (!command) throw new Error('no command of the doctor');
  const { terminal, lines: printed } = screen(false, undefined, Date.now());
  return { code: await runDoctor(command, terminal), printed };
}

async function findings(): Promise<{ code: number; found: Finding[] }> {
  const { code, printed } = await examine('--json');
  return { code, found: printed.map((line) => JSON.parse(line)) };
}

const outcomesOf = (found: readonly Finding[], check: string) =>
  found.filter((each) => each.check === check).map(({ outcome }) => outcome);

async function importFile(list: 'people' | 'collection-points', csv: string) {
  const file = join(scratch, `${list}.csv`);
  writeFileSync(file, csv);
  expect(await operate(given.run, [list, 'import', file, '--yes'])).toMatchObject({ done: true });
}

test('a run that nothing was sent to is well, and notes in one line each that no source sent and nobody is listed', async () => {
  // The first token is fetched as the run begins, which is no fault meanwhile.
  const { code, found } = await until(
    findings,
    ({ code, found }) => code === 0 && outcomesOf(found, 'token').includes('ok'),
    20,
  );
  expect(code).toBe(0);
  const notes = found.filter(({ outcome }) => outcome !== 'ok');
  expect(notes).toEqual([
    expect.objectContaining({
      check: 'lists',
      outcome: 'note',
      remedy: expect.stringContaining('people import'),
    }),
    expect.objectContaining({
      check: 'sources',
      outcome: 'note',
      says: expect.stringMatching(/^19 sources/),
    }),
  ]);
});

test('all is well with a run that delivers what it is sent, and whose lists have people and collection points', async () => {
  await importFile('people', 'AgentId,FirstName,LastName\nann,Ann,Archer\n');
  await importFile('collection-points', 'CollectionPointId,Description\nsupport,Support\n');
  await post(given.run, anActivity('ann'));
  await until(
    () => storedAgents(given.run.baseUrl),
    (agents) => agents.includes('ann'),
  );
  const { code, printed } = await until(
    () => examine(),
    ({ printed }) => printed.some((line) => line.includes('1 state delivered')),
  );
  expect(code).toBe(0);
  expect(printed.filter((line) => !line.startsWith('✔'))).toEqual([
    expect.stringMatching(/^· +the other 18 sources sent nothing/),
    expect.stringMatching(/^ +→ send a sample/),
    expect.stringMatching(/^1 note, \d+ well$/),
  ]);
  const told = printed.join('\n');
  expect(told).toMatch(/login works at \S+, as documented/);
  expect(told).toMatch(/refresh works at \S+, as documented/);
  expect(told).toContain('the API lists 1 person and 1 collection point');
  expect(told).toContain('standard sent last a moment ago');
});

test('an API that answers no request fails, and what to do stands at api-fails; it is well again once the API is', async () => {
  await sandboxControl(given.run.baseUrl, 'faults', {
    path: 'bulkInsertAgentActivity',
    status: 503,
    count: 1000,
  });
  await post(given.run, anActivity('ann', { state: 'ACD' }));
  const broken = await until(findings, ({ code }) => code === 2);
  expect(broken.code).toBe(2);
  expect(broken.found.filter(({ outcome }) => outcome === 'failed')).toEqual([
    expect.objectContaining({ check: 'delivery', remedy: 'what to do: README.md#api-fails' }),
  ]);
  await fetch(`${given.run.baseUrl}/sandbox/faults`, { method: 'DELETE' });
  const repaired = await until(
    async () => {
      await post(given.run, anActivity('ann'));
      return await findings();
    },
    ({ code }) => code < 2,
    90,
  );
  const delivery = repaired.found.find(({ check, outcome }) => check === 'delivery' && outcome === 'warning');
  expect(delivery?.remedy).toMatch(/well again in \d/);
}, 180_000);

test('a dead letter is a warning with the command that lists it, which does', async () => {
  await post(given.run, anActivity('ann', { state: 'A state that has no code' }));
  const { found } = await until(findings, ({ found }) =>
    outcomesOf(found, 'dead letters').includes('warning'),
  );
  const [letter] = found.filter(({ check }) => check === 'dead letters');
  expect(letter).toMatchObject({
    outcome: 'warning',
    says: expect.stringContaining('1 dead letter: 1 unmapped-state from standard'),
  });
  const [, words = ''] = /npm run ops -- (.*?) --local \S+/.exec(letter?.remedy ?? '') ?? [];
  expect(words).toBe('dead-letters list');
  const { printed } = await operate(given.run, [...words.split(' '), '--json']);
  expect(printed).toHaveLength(1);
});

test('npm run ops -- doctor prints one object of JSON for each finding, and exits by the worst of them', async () => {
  const target = localTarget(given.run.aws.url, given.run.aws.administrator);
  const { status, stdout } = await npmRun(['ops', 'doctor', '--json', '--local', target]);
  const printed = stdout.trimEnd().split('\n');
  const found = printed.map((line): Finding => JSON.parse(line));
  for (const { outcome, remedy, ...each } of found) {
    expect(each).toEqual({ check: expect.any(String), says: expect.any(String) });
    expect(remedy === undefined).toBe(outcome === 'ok');
  }
  expect(status).toBe(1);
  expect(new Set(found.map(({ check }) => check))).toEqual(
    new Set([
      ...['configuration', 'identity', 'deployment', 'secrets', 'login', 'token', 'lists', 'sources'],
      ...['webhooks', 'queues', 'delivery', 'roll-up', 'dead letters'],
    ]),
  );
}, 60_000);

test('where no run answers, it says so once, how to start one, and looks at what it can', async () => {
  const { terminal, lines: printed } = screen(false, undefined, Date.now());
  const command = parseDoctor(['doctor', '--local', 'http://KEY:SECRET@127.0.0.1:1']);
  if (!command) throw new Error('no command of the doctor');
  expect(await runDoctor(command, terminal)).toBe(2);
  const told = printed.join('\n');
  expect(told.match(/ECONNREFUSED/g)).toHaveLength(1);
  expect(told).toContain('start it with npm start');
  expect(printed.filter((line) => line.startsWith('–')).length).toBeGreaterThan(5);
});

test('the doctor needed no grant that its deployment’s functions lack', () => {
  expect(given.denials()).toEqual([]);
});
