import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { calls } from '../../../infra/console/server/answer-call.ts';
import { openDeployment } from '../../../infra/ops/open-deployment.ts';
import { parseCommand } from '../../../infra/ops/parse-command.ts';
import { runCommand } from '../../../infra/ops/run-command.ts';
import { functionDescription } from '../../../shared/environment.ts';
import { readText } from '../../conventions/layout.ts';
import { screen } from '../ops/sample.ts';

vi.mock(import('../../../infra/environments/load-environment.ts'), async (original) => {
  const { loadEnvironment } = await original();
  return {
    loadEnvironment: (name) => ({ ...loadEnvironment(name), region: 'eu-west-1', logs: { rows: true } }),
  };
});

/** Every client that the operators' ports are made of, by the prefix that IAM gives its actions. */
const clients = {
  cloudformation: mockClient(CloudFormationClient),
  cloudwatch: mockClient(CloudWatchClient),
  dynamodb: mockClient(DynamoDBClient),
  lambda: mockClient(LambdaClient),
  logs: mockClient(CloudWatchLogsClient),
  secretsmanager: mockClient(SecretsManagerClient),
  sqs: mockClient(SQSClient),
  sts: mockClient(STSClient),
} as const;

const stopped = Promise.withResolvers<void>();
const shown = screen();
let running: Promise<boolean>;
let opened: string;
let entrance: string;
let origin: string;
let cookie: string;

beforeAll(async () => {
  const names = ['deliver-events', 'roll-up', 'receive-webhook'] as const;
  const variables = {
    TABLE_NAME: 'table',
    EVENTS_QUEUE_URL: 'https://sqs/1/events',
    CONTACTS_QUEUE_URL: 'https://sqs/1/contacts',
    CREDENTIALS_SECRET_ID: 'credentials',
    TOKEN_SECRET_ID: 'token',
    SOURCE_SECRET_PREFIX: 'source/',
  };
  clients.lambda.on(ListFunctionsCommand).resolves({
    Functions: names.map((name) => ({
      FunctionName: `the-${name}`,
      Description: functionDescription(name, 'example'),
      Environment: { Variables: variables },
    })),
  });
  const recounted = JSON.stringify({ outcome: 'recounted', timeZone: 'UTC', rows: [] });
  clients.lambda.on(InvokeCommand).resolves({ Payload: Buffer.from(recounted) as never });
  clients.cloudformation.on(ListStackResourcesCommand).resolves({
    StackResourceSummaries: [
      {
        LogicalResourceId: 'EventsQueue0A1B2C3D',
        PhysicalResourceId: variables.EVENTS_QUEUE_URL,
        ResourceType: 'AWS::SQS::Queue',
        LastUpdatedTimestamp: new Date(),
        ResourceStatus: 'CREATE_COMPLETE',
      },
    ],
  });
  clients.cloudwatch.on(GetMetricDataCommand).resolves({ MetricDataResults: [] });
  clients.sqs.on(GetQueueAttributesCommand).resolves({ Attributes: {} });
  clients.dynamodb.on(QueryCommand).resolves({ Items: [] });
  clients.logs.on(StartQueryCommand).resolves({ queryId: '1' });
  clients.logs.on(GetQueryResultsCommand).resolves({ status: 'Complete', results: [] });
  const token = {
    ...{ accessToken: 'a', refreshToken: 'b', issuedBy: 'login', issuedAt: '2026-11-23T09:00:00.000Z' },
    expiresAt: '2026-11-23T10:00:00.000Z',
  };
  clients.secretsmanager
    .on(GetSecretValueCommand)
    .resolves({ SecretString: JSON.stringify(token), VersionId: 'v' });

  const command = parseCommand('console --environment example --port 0'.split(' '));
  const deployment = await openDeployment(command.target);
  const opening = Promise.withResolvers<string>();
  const terminal = {
    ...shown.terminal,
    now: Date.now,
    openPage: opening.resolve,
    stopped: () => stopped.promise,
  };
  running = runCommand(command, deployment, terminal).finally(deployment.close);
  opened = await opening.promise;
  [, entrance = ''] = /; url=([^"]+)"/.exec(readFileSync(fileURLToPath(opened), 'utf8')) ?? [];
  const entered = await fetch(entrance);
  [cookie = ''] = (entered.headers.get('set-cookie') ?? '').split(';');
  origin = new URL(entrance).origin;
});

afterAll(async () => {
  stopped.resolve();
  await running;
});

async function ask(path: string, order?: unknown) {
  const headers = { cookie, origin, 'content-type': 'application/json' };
  const sent = order === undefined ? {} : { method: 'POST', body: JSON.stringify(order) };
  const answer = await fetch(origin + path, { headers, ...sent });
  return { status: answer.status, text: await answer.text() };
}

const range = '?from=2026-11-23T08:00:00Z&to=2026-11-23T09:00:00Z';
const payload = { source: 'zoom', headers: {}, body: '{}', signing: 'right' };
const edit = { source: 'zoom', kind: 'state', word: 'Ready', code: 'AVAIL', stateClass: 'available' };
const letters = (action: string) => ({ action, ids: ['one'] });
/** Every call, as the page makes it, and how it ends. */
const asked: Readonly<Record<string, readonly [query: string, order: unknown, status: number]>> = {
  'GET /api/about': ['', undefined, 200],
  'GET /api/now': ['', undefined, 200],
  'GET /api/agents': [range, undefined, 200],
  'GET /api/volume': [range, undefined, 200],
  'GET /api/samples': ['?source=zoom', undefined, 200],
  'GET /api/codes': [range, undefined, 200],
  'GET /api/letters': ['', undefined, 200],
  'GET /api/letter': ['?id=one', undefined, 400],
  'POST /api/try': ['', payload, 200],
  'POST /api/send': ['', payload, 400],
  'POST /api/proposal': ['', { edits: [edit] }, 200],
  'POST /api/letters/plan': ['', letters('redrive'), 200],
  'POST /api/letters/change': ['', letters('discard'), 400],
};

test('whatever its page asks for, the console of a stack takes the actions that the README names and no other', async () => {
  expect(Object.keys(asked)).toEqual(calls);
  for (const [call, [query, order, status]] of Object.entries(asked)) {
    const [, path = ''] = call.split(' ');
    const answer = await ask(path + query, order);
    expect({ call, status: answer.status, text: answer.text }).toMatchObject({ call, status });
  }
  for (const call of ['/api/send', '/api/letters/change'])
    expect((await ask(call, call === '/api/send' ? payload : letters('redrive'))).text).toContain(
      'changes nothing',
    );
  const taken = Object.entries(clients).flatMap(([prefix, client]) =>
    client.calls().map(({ args: [command] }) => `${prefix}:${command.constructor.name.slice(0, -7)}`),
  );
  const actions = new Set(taken.map((action) => action.replace('lambda:Invoke', 'lambda:InvokeFunction')));
  const [, section = ''] =
    /\n### Console\n(?!\n`npm start`)([\s\S]*?)\n### /.exec(readText('README.md')) ?? [];
  const named = [...section.matchAll(/`([a-z]+:[A-Z][A-Za-z]+)`/g)].map(([, action = '']) => action);
  expect([...actions].toSorted()).toEqual(named.toSorted());
});

test('of the functions it asks the roll-up alone, and that only to sum; of the logs it searches the one that has rows', () => {
  const invoked = clients.lambda.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => input);
  expect(invoked.length).toBeGreaterThan(0);
  for (const { FunctionName, Payload } of invoked) {
    expect(FunctionName).toBe('the-roll-up');
    expect(Object.keys(JSON.parse(String(Payload)))).toEqual(['recount']);
  }
  const searched = clients.logs.commandCalls(StartQueryCommand).map(({ args: [{ input }] }) => input);
  expect(searched.length).toBeGreaterThan(0);
  for (const { logGroupNames } of searched) expect(logGroupNames).toEqual(['/aws/lambda/the-deliver-events']);
  const secrets = clients.secretsmanager
    .commandCalls(GetSecretValueCommand)
    .map(({ args: [{ input }] }) => input.SecretId);
  expect(new Set(secrets)).toEqual(new Set(['token']));
});

test('its page is opened by a file with a ticket, not by the key that is printed, and a second use is told', async () => {
  const [printed = ''] = /http\S+/.exec(shown.lines[0] ?? '') ?? [];
  expect(new URL(printed).origin).toBe(origin);
  expect(entrance).not.toBe(printed);
  const secrets = [printed, entrance].map((address) => new URL(address).searchParams.get('key') ?? '');
  for (const secret of secrets) {
    expect(secret).toMatch(/^[\w-]{32}$/);
    expect(opened).not.toContain(secret);
    expect(cookie).not.toContain(secret);
  }
  expect(existsSync(fileURLToPath(opened))).toBe(false);
  expect((await fetch(printed)).status).toBe(200);
  expect(shown.written).toEqual([]);
  expect((await fetch(entrance)).status).toBe(401);
  expect(shown.written).toEqual([expect.stringContaining('its session has ended')]);
  expect((await ask('/api/about')).status).toBe(401);
});

test('a console whose page cannot be opened is closed, and says how it can be', async () => {
  const { terminal, lines } = screen();
  const command = parseCommand('console --environment example --port 0'.split(' '));
  const deployment = await openDeployment(command.target);
  for (const name of ['TEMP', 'TMP', 'TMPDIR']) vi.stubEnv(name, '/nowhere');
  try {
    await expect(runCommand(command, deployment, terminal)).rejects.toThrow('--no-open');
  } finally {
    vi.unstubAllEnvs();
    deployment.close();
  }
  const [printed = ''] = /http\S+/.exec(lines[0] ?? '') ?? [];
  await expect(fetch(printed)).rejects.toThrow('fetch failed');
});
