import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { parseTime } from '../../shared/cloud-connect/parse-time.ts';
import { createRollUpRuns } from '../../shared/ports/roll-up-runs.ts';
import { quarterHourOf, quarterMs } from '../../shared/roll-up/quarter-hour.ts';
import { givenOperatedSystem } from './given-operated-system.ts';
import { operate as operateOn } from './operated-system.ts';
import { post, tableItems, until } from './running-system.ts';

const given = givenOperatedSystem();
/** The last quarter hour that has ended, and the one before it, in which nothing happened. */
const startMs = Date.parse(quarterHourOf(new Date().toISOString())) - quarterMs;
const [quietAt, startAt, endAt] = [-quarterMs, 0, quarterMs].map(at);
const range = ['--from', quietAt ?? '', '--to', endAt ?? ''];
function at(afterMs: number): string {
  return new Date(startMs + afterMs).toISOString();
}

beforeAll(rolledUpBefore);

/** The roll-up has run before, up to the last quarter hour but one: of before its first run, it says nothing of quiet ones. */
async function rolledUpBefore(): Promise<void> {
  const { url: endpoint, administrator: credentials, region } = given.run.aws;
  const client = new DynamoDBClient({ region, endpoint, credentials });
  const tableName = given.run.deployment.tables[0]?.name ?? '';
  await createRollUpRuns({ client, tableName }, Date.now).closeUntil('1', at(0));
  client.destroy();
}

const operate = (...words: string[]) => operateOn(given.run, ['volume', ...words]);

const shown = async (...words: string[]) =>
  (await operate('show', ...range, '--json', ...words)).printed.map((line) => JSON.parse(line));

/** The contacts offered that the API has of `support` in the quiet quarter hour, and in the other. */
async function offeredInApi(): Promise<unknown[]> {
  const { 'call-volume': rows } = await storedRows(given.api.baseUrl);
  const own = rows.filter(({ CollectionPoint }) => CollectionPoint === 'support');
  return [quietAt, startAt].map((start) => {
    const isThen = (interval: unknown) => parseTime(String(interval)) === start?.slice(0, 19);
    return own.find(({ Interval }) => isThen(Interval))?.['ContactsOffered'];
  });
}

const milestone = (contactId: string, milestone: string, second: number, leg = {}) => ({
  type: 'contact-milestone',
  contactId,
  collectionPoint: 'support',
  at: at(second * 1000),
  milestone,
  ...leg,
});

test('contacts are shown as rows once they are recorded, and the roll-up sends them when it is run', async () => {
  const leg = { agentId: '1001', legId: 'leg' };
  const told = [
    milestone('answered', 'offered', 60),
    milestone('answered', 'answered', 70, leg),
    milestone('answered', 'ended', 130, leg),
    milestone('lost', 'offered', 90),
    milestone('lost', 'abandoned', 150),
  ];
  for (const event of told) expect((await post(given.run, event)).status).toBe(202);
  await until(
    () => tableItems(given.run, 'contact#'),
    (contacts) => contacts.length === 2,
  );
  const rows = await until(shown, ([, row]) => row?.contactsNotHandled === 1 && row.talkSeconds === 60);
  expect(rows).toMatchObject([
    { collectionPoint: 'support', interval: quietAt?.slice(0, 19), contactsOffered: 0, sources: [] },
    {
      ...{ collectionPoint: 'support', interval: startAt?.slice(0, 19), sources: ['standard'] },
      ...{ contactsOffered: 2, contactsNotHandled: 1, talkSeconds: 60, serviceLevelPct: 50 },
    },
  ]);
  const { printed } = await operate('show', ...range, '--source', 'standard');
  expect(printed.join('\n')).toContain('█░ 1 of 2');
  expect(await shown('--source', 'zoom')).toEqual([]);

  expect(await operate('run')).toMatchObject({ done: true, printed: [expect.stringMatching(/rows? sent$/)] });
  expect(await until(offeredInApi, ([, offered]) => offered === '2')).toEqual([undefined, '2']);
});

test('resending puts a row right that somebody else wrote, and adds the quiet ones, only when told to', async () => {
  const foreign = {
    ...{ type: 'call-volume', collectionPoint: 'support', interval: startAt },
    ...{ contactsOffered: 99, contactsNotHandled: 0, talkSeconds: 0 },
  };
  await post(given.run, foreign);
  expect(await until(offeredInApi, ([, offered]) => offered === '99')).toEqual([undefined, '99']);

  const plan = await operate('resend', ...range, '--collection-point', 'support');
  expect(plan.printed[0]).toBe('would send 2 rows of 1 collection point:');
  expect(await offeredInApi()).toEqual([undefined, '99']);

  const words = ['--collection-point', 'support', '--yes'];
  expect(await operate('resend', ...range, ...words)).toMatchObject({ done: true });
  const inApi = await until(offeredInApi, ([quiet, offered]) => quiet === '0' && offered === '2');
  expect(inApi).toEqual(['0', '2']);
});

test('a source that is not configured is refused, naming those that are', async () => {
  await expect(shown('--source', 'nobody')).rejects.toThrow('got "nobody", allowed: standard, zoom');
});

test('no role lacks a grant for anything the run has done', () => {
  expect(given.denials()).toEqual([]);
});
