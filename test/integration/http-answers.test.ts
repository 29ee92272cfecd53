import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import type { Answer } from '../../shared/receive-webhook/answer.ts';
import type { SignedWebhook } from '../../shared/sources/source.ts';
import { nowMs, type UnderTest, webhookSource, webhookSources } from '../contract/source-under-test.ts';
import { faultsBy, headerNamed, operations } from '../unit/http-interface/openapi.ts';
import { writeConfiguration } from './write-configuration.ts';

vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => void vi.setSystemTime(Date.now() + ms),
}));

const sqs = mockClient(SQSClient);
const dynamo = mockClient(DynamoDBClient);
const secretsManager = mockClient(SecretsManagerClient);
const asset = mkdtempSync(join(tmpdir(), 'http-answers-'));

let handler: (event: unknown, context: object) => Promise<Answer>;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.stubEnv('LAMBDA_TASK_ROOT', asset);
  vi.stubEnv('EVENTS_QUEUE_URL', 'http://127.0.0.1:1/0/events');
  vi.stubEnv('CONTACTS_QUEUE_URL', 'http://127.0.0.1:1/0/contacts');
  vi.stubEnv('TABLE_NAME', 'adapter');
  vi.stubEnv('SOURCE_SECRET_PREFIX', 'adapter/source/');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue();
  await startFunction();
});

/** A fresh environment, whose caches hold nothing yet; `settings` are added to a source's entry. */
async function startFunction(name = 'standard', settings: object = {}): Promise<void> {
  const { sources, ...rest } = loadEnvironment('local');
  const configured = { ...sources, [name]: { ...sources[name], ...settings } };
  writeConfiguration(asset, { ...rest, sources: configured });
  vi.resetModules();
  handler = (await import('../../functions/receive-webhook.ts')).handler as unknown as typeof handler;
}

beforeEach(() => {
  vi.setSystemTime(nowMs);
  for (const mock of [sqs, dynamo, secretsManager]) mock.reset();
  sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
  sqs.on(SendMessageBatchCommand).callsFake(({ Entries }) => ({ Successful: Entries }));
  dynamo.on(PutItemCommand).resolves({});
  for (const { name, secret } of webhookSources)
    secretsManager
      .on(GetSecretValueCommand, { SecretId: `adapter/source/${name}` })
      .resolves({ SecretString: JSON.stringify({ secrets: [secret] }), VersionId: 'v1' });
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(asset, { recursive: true });
});

type Sent = Partial<SignedWebhook> & { readonly source: string; readonly method?: string };

/** Sends what API Gateway hands over, and holds the answer to what the document says of its method and status. */
async function answerTo({ source, method = 'POST', headers = {}, body, queryString = '' }: Sent) {
  const answer = await handler(
    {
      version: '2.0',
      rawPath: `/webhooks/${source}`,
      rawQueryString: queryString,
      headers,
      requestContext: { http: { method }, domainName: 'api.example' },
      pathParameters: { source },
      isBase64Encoded: true,
      body: body?.toString('base64'),
    },
    { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 10_000 },
  );
  const documented = operations[method.toLowerCase()]?.responses[answer.statusCode];
  expect(documented, `${method} answered ${answer.statusCode}`).toBeDefined();
  const known = { 'content-type': {}, ...documented?.headers };
  expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(answer.headers)));
  for (const [name, header] of Object.entries(known)) {
    const { required = false, schema = true } = headerNamed(header);
    const value = answer.headers[name];
    if (value === undefined) expect({ name, required }).toEqual({ name, required: false });
    else expect({ name, faults: faultsBy(schema, value) }).toEqual({ name, faults: [] });
  }
  if (answer.body !== undefined) {
    const type = answer.headers['content-type'] ?? '';
    const media = documented?.content?.[type];
    expect(media, `${type} of ${method} ${answer.statusCode}`).toBeDefined();
    expect(faultsBy(media?.schema ?? false, JSON.parse(answer.body))).toEqual([]);
  }
  return answer.statusCode;
}

const standard = webhookSource('standard');
const signedJson = ({ sign }: UnderTest, payload: unknown) =>
  sign({
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  });

describe.each(webhookSources)('the document holds for $name', (subject) => {
  const { name, source, samples, sign, fixture } = subject;

  test('where its samples are taken, by the status it takes as success', async () => {
    for (const sample of samples)
      expect(await answerTo({ source: name, ...sign(sample) })).toBe(source.successStatus);
  });

  test('where it is refused, for want of a proof', async () => {
    const { headers } = signedJson(subject, {});
    const bare = { 'content-type': headers['content-type'] ?? 'application/json' };
    const status = await answerTo({ source: name, headers: bare, body: Buffer.from('{"forged":true}') });
    expect(status).toBe(source.refusalStatus ?? 401);
  });

  test('where its queue is down, by the status after which it tries again', async () => {
    sqs.reset();
    sqs.on(SendMessageCommand).rejects(new Error('down'));
    sqs.on(SendMessageBatchCommand).rejects(new Error('down'));
    const statuses = new Set<number>();
    for (const sample of samples) statuses.add(await answerTo({ source: name, ...sign(sample) }));
    // Those of a kind that is not used need no queue.
    expect([...statuses].filter((status) => status !== source.successStatus)).toEqual([
      source.retryStatus ?? 503,
    ]);
  });

  test('where it asks whether somebody is there', async () => {
    for (const { answer, settings, secrets, nowUnixSeconds, ...asked } of fixture.handshakes) {
      vi.setSystemTime(nowUnixSeconds * 1000);
      secretsManager
        .on(GetSecretValueCommand, { SecretId: `adapter/source/${name}` })
        .resolves({ SecretString: JSON.stringify({ secrets }), VersionId: 'v2' });
      await startFunction(name, settings);
      const { method, headers, queryString, body } = asked;
      const typed = { 'content-type': 'application/json', ...headers };
      const sent = { source: name, method, headers: typed, queryString, body: Buffer.from(body) };
      expect(await answerTo(sent)).toBe(answer.status);
    }
    await startFunction();
  });
});

describe('the document holds for', () => {
  test.each([
    ['404', { source: 'nobody', body: Buffer.from('{}') }],
    ['405', { source: 'standard', method: 'GET' }],
    ['405', { source: 'standard', method: 'HEAD' }],
    ['405', { source: 'zoom', method: 'OPTIONS' }],
    ['413', { source: 'standard', body: Buffer.alloc(1_048_577) }],
    ['415', { source: 'standard', headers: { 'content-type': 'text/plain' }, body: Buffer.from('{}') }],
  ])('a %s', async (status, sent) => {
    expect(await answerTo(sent)).toBe(Number(status));
  });

  test.each([
    ['an event with a fault', { type: 'agent-activity' }],
    ['more faults than are shown', { events: Array(30).fill({ type: 'agent-activity', agentID: 1 }) }],
    ['no JSON', '{'],
  ])('a 422: %s', async (_, payload) => {
    expect(await answerTo({ source: 'standard', ...signedJson(standard, payload) })).toBe(422);
  });

  test('a 500', async () => {
    secretsManager.reset();
    secretsManager.on(GetSecretValueCommand).resolves({ SecretString: 'no JSON', VersionId: 'v1' });
    await startFunction();
    expect(await answerTo({ source: 'standard', ...signedJson(standard, {}) })).toBe(500);
  });

  test('a 503 where the secrets cannot be read', async () => {
    secretsManager.reset();
    secretsManager.on(GetSecretValueCommand).rejects(new Error('down'));
    await startFunction();
    expect(await answerTo({ source: 'standard', ...signedJson(standard, {}) })).toBe(503);
  });

  test('a vendor’s webhook that cannot be translated', async () => {
    await startFunction();
    const zoom = webhookSource('zoom');
    const payload = { event: 'contact_center.user_status_changed', payload: 1 };
    expect(await answerTo({ source: 'zoom', ...signedJson(zoom, payload) })).toBe(200);
    expect(dynamo.commandCalls(PutItemCommand)).toHaveLength(1);
  });
});
