import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import type { SignedWebhook } from '../../shared/sources/source.ts';
import { nowMs, type UnderTest, webhookSource, webhookSources } from '../contract/source-under-test.ts';
import { faultsBy, headerNamed, operations } from '../unit/http-interface/openapi.ts';
import {
  dynamo,
  gatewayEvent,
  invocation,
  loadReceiveWebhook,
  resetClients,
  secretsManager,
  sqs,
  storeSigningSecrets,
  stubReceivingFunction,
} from './receiving-function.ts';
import { writeConfiguration } from './write-configuration.ts';

vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => void vi.setSystemTime(Date.now() + ms),
}));

const asset = mkdtempSync(join(tmpdir(), 'http-answers-'));

let handler: Awaited<ReturnType<typeof loadReceiveWebhook>>;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  stubReceivingFunction(asset);
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
  handler = await loadReceiveWebhook();
}

beforeEach(() => {
  vi.setSystemTime(nowMs);
  resetClients();
  sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
  sqs.on(SendMessageBatchCommand).callsFake(({ Entries }) => ({ Successful: Entries }));
  dynamo.on(PutItemCommand).resolves({});
  for (const { name, secret } of webhookSources) storeSigningSecrets(name, [secret]);
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(asset, { recursive: true });
});

type Sent = Partial<SignedWebhook> & { readonly source: string; readonly method?: string };

/** Sends what API Gateway hands over, and holds the answer to what the document says of its method and status. */
async function documentedAnswer({ source, method = 'POST', headers = {}, body, queryString = '' }: Sent) {
  const event = gatewayEvent(source, {
    rawQueryString: queryString,
    headers,
    requestContext: { http: { method }, domainName: 'api.example' },
    isBase64Encoded: true,
    body: body?.toString('base64'),
  });
  const answer = await handler(event, invocation);
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
  return answer;
}

async function answerTo(sent: Sent) {
  return (await documentedAnswer(sent)).statusCode;
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
      storeSigningSecrets(name, secrets, 'v2');
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

test('the README’s example of a 422 is what its request is answered', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, body = ''] = /^BODY='([^']+)'$/m.exec(readme) ?? [];
  const [, answer = '{}'] = /^is answered `422[\s\S]*?```json\n([\s\S]*?)```/m.exec(readme) ?? [];
  const { statusCode, body: answered } = await documentedAnswer({
    source: 'standard',
    ...signedJson(standard, body),
  });
  expect(statusCode).toBe(422);
  expect(JSON.parse(answer)).toEqual(JSON.parse(answered ?? ''));
});
