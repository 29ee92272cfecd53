import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { localTarget } from '../../infra/local/ops-command.ts';
import { postWebhook, webhookSourceOf } from '../../infra/local/sample-webhooks.ts';
import { packEnvelopes } from '../../shared/events/envelope.ts';
import { givenOperatedSystem } from './given-operated-system.ts';
import { type OperatedSystem, operate as operateOn } from './operated-system.ts';
import { npmRun } from './run-command-line.ts';
import { anActivity, post, storedAgents, tableItems, until } from './running-system.ts';

const state = 'Coaching with the team';
const given = givenOperatedSystem(withCodes({}));

/** The configuration with these codes of `standard`. */
function withCodes(states: Record<string, { code: string; stateClass: 'unavailable' }>) {
  return ({ sources, ...rest }: OperatedSystem['configuration']) => {
    const { standard, ...others } = sources;
    if (!standard) throw new Error('local.json has no source `standard`');
    return { ...rest, sources: { ...others, standard: { ...standard, codes: { states } } } };
  };
}

const operate = (...words: string[]) => operateOn(given.run, ['dead-letters', ...words]);

async function listed(reason: string, letters = 1) {
  const look = async () => (await operate('list', '--json', '--reason', reason)).printed;
  const found = await until(look, (printed) => printed.length >= letters);
  return found.map((line): { id: string; source: string; detail: string } => JSON.parse(line));
}

const activitiesOf = async (agent: string) =>
  (await storedRows(given.api.baseUrl))['agent-activity'].filter(({ AgentId }) => AgentId === agent);

test('a state without a code is dead-lettered, listed and shown; once it has a code, redriving delivers it, any number of times', async () => {
  await post(given.run, anActivity('coach', { state }));
  const [letter] = await listed('unmapped-state');
  expect(letter).toMatchObject({ source: 'standard', detail: expect.stringContaining(state) });
  const id = letter?.id ?? '';
  const { printed } = await operate('show', id);
  expect(printed.join('\n')).toContain(`"state": "${state}"`);
  const [item] = await tableItems(given.run, 'dead-letter#');

  await given.restart(withCodes({ [state]: { code: 'COACH', stateClass: 'unavailable' } }));
  const plan = await operate('redrive', '--agent', 'coach');
  expect(plan.printed.at(-1)).toContain('add --yes');
  expect(await activitiesOf('coach')).toEqual([]);

  expect(await operate('redrive', '--agent', 'coach', '--yes')).toMatchObject({ done: true });
  const stored = await until(
    () => activitiesOf('coach'),
    (rows) => rows.length > 0,
  );
  expect(stored).toEqual([expect.objectContaining({ Activity: 'COACH' })]);
  expect((await operate('list', '--json')).printed).toEqual([]);

  // As if the operator had been broken off after sending, and began again.
  const { aws, deployment } = given.run;
  const dynamo = new DynamoDBClient({
    region: aws.region,
    endpoint: aws.url,
    credentials: aws.administrator,
  });
  await dynamo.send(new PutItemCommand({ TableName: deployment.tables[0]?.name, Item: item }));
  dynamo.destroy();
  expect(await operate('redrive', id, '--yes')).toMatchObject({ done: true });
  await post(given.run, anActivity('afterwards'));
  await until(
    () => storedAgents(given.api.baseUrl),
    (agents) => agents.includes('afterwards'),
  );
  expect(await activitiesOf('coach')).toEqual(stored);
  expect((await operate('list', '--json')).printed).toEqual([]);
}, 120_000);

test('a genuine webhook that still cannot be translated stays a dead letter of the same id, with the time it came in', async () => {
  const source = given.run.sources.find(({ name }) => name === 'zoom');
  const settings = given.run.configuration.sources['zoom'];
  if (!source || !settings) throw new Error('local.json has no source `zoom`');
  const unsigned = { headers: { 'content-type': 'application/json' }, body: Buffer.from('no JSON') };
  const seal = { secret: source.secrets[0] ?? '', nowMs: Date.now(), settings };
  const answer = await postWebhook(source.url, webhookSourceOf(settings).sign(unsigned, seal));
  const [before, ...others] = await listed('untranslatable');
  expect({ status: answer.status, others }).toEqual({ status: 200, others: [] });

  const { done, written } = await operate('redrive', before?.id ?? '', '--yes');
  expect(done).toBe(false);
  expect(written.join('')).toContain(`${before?.id}: dead-lettered: `);
  const after = await listed('untranslatable');
  expect(after).toEqual([{ ...before, lastSeenAt: expect.any(String) }]);
});

test('what lies in a dead-letter queue of SQS becomes an exhausted dead letter, and is delivered by redriving it', async () => {
  const receivedAt = new Date().toISOString();
  const event = {
    type: 'agent-activity',
    id: 'moved',
    agentId: 'moved',
    eventTime: receivedAt,
    state: 'AVAIL',
  } as const;
  const [body = ''] = packEnvelopes({ source: 'standard', accountId: '1', receivedAt }, [event]);
  const { aws, deployment } = given.run;
  const queue = deployment.queues.find(({ logicalId }) => logicalId.startsWith('EventsDeadLetters'));
  const sqs = new SQSClient({ region: aws.region, endpoint: aws.url, credentials: aws.administrator });
  // Twice, as SQS may deliver it: they are one.
  for (const _ of [1, 2]) await sqs.send(new SendMessageCommand({ QueueUrl: queue?.url, MessageBody: body }));
  sqs.destroy();
  const [letter] = await listed('exhausted');
  expect(letter).toMatchObject({ source: 'standard', id: expect.stringMatching(/^message\//) });
  expect(await operate('redrive', '--reason', 'exhausted', '--yes')).toMatchObject({ done: true });
  const agents = await until(
    () => storedAgents(given.api.baseUrl),
    (stored) => stored.includes('moved'),
  );
  expect(agents.filter((agent) => agent === 'moved')).toEqual(['moved']);
});

test('npm run ops does it from a shell, and its exit code says whether all was done', async () => {
  const target = localTarget(given.run.aws.url, given.run.aws.administrator);
  const list = await npmRun(['ops', 'dead-letters', 'list', '--local', target]);
  expect(list).toMatchObject({ status: 0, stderr: expect.stringContaining('dead letter') });
  expect(await npmRun(['ops', 'dead-letters', 'show', 'none', '--local', target])).toMatchObject({
    status: 1,
  });
}, 60_000);

test('no role lacks a grant for anything the run has done', () => {
  expect(given.denials()).toEqual([]);
});
