import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEnvelope } from '../../shared/events/envelope.ts';
import { aircall } from '../../shared/sources/aircall.ts';
import type { WebhookSource } from '../../shared/sources/source.ts';
import { standard } from '../../shared/sources/standard.ts';
import { zoom } from '../../shared/sources/zoom.ts';
import { settingsFor } from '../unit/sources/sample.ts';
import {
  dynamo,
  gatewayEvent,
  invocation,
  loadReceiveWebhook,
  queueUrl,
  resetClients,
  secretsManager,
  sqs,
  storeSigningSecrets,
  stubReceivingFunction,
} from './receiving-function.ts';

const quiet: WebhookSource = { ...standard, vendor: 'quiet', successStatus: 204 };

vi.mock('../../shared/sources/registry.ts', () => ({ sources: { standard, zoom, aircall, quiet } }));
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => void vi.setSystemTime(Date.now() + ms),
}));

/** Each test has its own time, past what the tests before it have left in the caches. */
let nowMs = Date.parse('2026-11-23T09:01:23.000Z');
const asset = mkdtempSync(join(tmpdir(), 'receive-webhook-'));
const secrets = {
  standard: standard.secretFrom(Buffer.alloc(32, 1)),
  quiet: standard.secretFrom(Buffer.alloc(32, 2)),
  zoom: zoom.secretFrom(Buffer.alloc(32, 3)),
  aircall: aircall.secretFrom(Buffer.alloc(32, 4)),
};
const activity = {
  type: 'agent-activity',
  agentId: '1001',
  eventTime: '2026-11-23T10:01:22.480+01:00',
  state: 'AVAIL',
};
const milestone = {
  type: 'contact-milestone',
  contactId: 'c1',
  at: '2026-11-23T09:01:22Z',
  milestone: 'offered',
};

const configuration = {
  environment: 'test',
  cloudConnect: { baseUrl: 'https://wfm.example' },
  sources: Object.fromEntries(
    [...Object.keys(secrets), 'unfilled'].map((name) => [
      name,
      {
        vendor: name === 'unfilled' ? 'zoom' : name,
        accountId: '7',
        ...(name === 'quiet' && { allowedIps: ['192.0.2.0/24'] }),
      },
    ]),
  ),
};

let lines: unknown[];
let handler: Awaited<ReturnType<typeof loadReceiveWebhook>>;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  stubReceivingFunction(asset);
  // Later than the sources that stand in for the registry's, by which it is validated.
  const { writeConfiguration } = await import('./write-configuration.ts');
  writeConfiguration(asset, configuration);
  handler = await loadReceiveWebhook();
});

beforeEach(() => {
  nowMs += 600_000;
  vi.setSystemTime(nowMs);
  resetClients();
  secretsManager
    .on(GetSecretValueCommand)
    .rejects(new ResourceNotFoundException({ message: 'none', $metadata: {} }));
  for (const [name, secret] of Object.entries(secrets)) storeSigningSecrets(name, [secret]);
  sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
  lines = [];
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(asset, { recursive: true });
});

async function receive(event: object) {
  const answer = await handler(event, invocation);
  expect(answer.headers['x-request-id']).toBe(invocation.awsRequestId);
  return { ...answer, json: answer.body === undefined ? undefined : JSON.parse(answer.body) };
}

function signed(source: WebhookSource, payload: unknown, name = source.vendor, secret?: string) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const key = secret ?? secrets[name as keyof typeof secrets];
  const settings = settingsFor(source);
  const webhook = { headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
  const { headers, body } = source.sign(webhook, { secret: key, nowMs: Date.now(), settings });
  return gatewayEvent(name, { headers, body: body.toString() });
}

const sent = (queue: 'events' | 'contacts') =>
  sqs
    .commandCalls(SendMessageCommand, { QueueUrl: queueUrl(queue) })
    .flatMap(({ args }) => openEnvelope(args[0].input.MessageBody ?? ''));

describe('receive-webhook takes', () => {
  it('first-party events with 202, made UTC and put on the queue of their kind', async () => {
    const answer = await receive(signed(standard, { events: [activity, milestone] }));
    expect(answer).toMatchObject({ statusCode: 202, json: { accepted: 2, ignored: 0 } });
    expect(sent('events')).toMatchObject([
      {
        type: 'agent-activity',
        eventTime: '2026-11-23T09:01:22.480Z',
        source: 'standard',
        accountId: '7',
        receivedAt: new Date(nowMs).toISOString(),
      },
    ]);
    expect(sent('contacts')).toMatchObject([{ type: 'contact-milestone', contactId: 'c1' }]);
    expect(lines).toMatchObject([{ event: 'webhook-accepted', source: 'standard', events: 1, contacts: 1 }]);
  });

  it('a body in base64 like the same body as text', async () => {
    const event = signed(standard, { ...activity, state: 'État \ufffe' });
    const body = Buffer.from(event['body' as never]).toString('base64');
    expect((await receive({ ...event, body, isBase64Encoded: true })).statusCode).toBe(202);
    expect(sent('events')).toMatchObject([{ state: 'État \ufffe' }]);
  });

  it('a vendor’s webhook with its own success status', async () => {
    const payload = {
      event: 'contact_center.user_status_changed',
      event_ts: nowMs,
      payload: {
        account_id: 'a',
        object: { user_id: 'u1', current_status_name: 'Ready', date_time_ms: '2026-11-23T09:01:22.480Z' },
      },
    };
    expect(await receive(signed(zoom, payload))).toMatchObject({
      statusCode: 200,
      json: { accepted: 1, ignored: 0 },
    });
    expect(sent('events')).toMatchObject([{ agentId: 'u1', state: 'Ready', source: 'zoom' }]);
  });

  it('an event that is not used, and counts it', async () => {
    const answer = await receive(signed(zoom, { event: 'meeting.started', payload: {} }));
    expect(answer).toMatchObject({ statusCode: 200, json: { accepted: 0, ignored: 1 } });
    expect(sqs.calls()).toHaveLength(0);
  });

  it('with 204 and no body where the vendor wants that', async () => {
    const answer = await receive(signed(quiet, activity, 'quiet'));
    expect(answer).toMatchObject({ statusCode: 204, json: undefined });
    expect(sent('events')).toHaveLength(1);
  });

  it('answers a handshake that proves itself', async () => {
    const challenge = { event: 'endpoint.url_validation', event_ts: nowMs, payload: { plainToken: 'plain' } };
    const answer = await receive(signed(zoom, challenge));
    expect(answer).toMatchObject({ statusCode: 200, json: { plainToken: 'plain' } });
    expect(answer.json.encryptedToken).toMatch(/^[0-9a-f]{64}$/);
    expect(sqs.calls()).toHaveLength(0);
  });

  it('a secret that was replaced after the first one was read', async () => {
    await receive(signed(standard, activity));
    const next = standard.secretFrom(Buffer.alloc(32, 9));
    storeSigningSecrets('standard', [next, secrets.standard]);
    vi.setSystemTime(nowMs + 31_000);
    expect((await receive(signed(standard, activity, 'standard', next))).statusCode).toBe(202);
    expect(secretsManager.commandCalls(GetSecretValueCommand)).toHaveLength(2);
  });
});

describe('receive-webhook refuses', () => {
  const forged = (source: WebhookSource) =>
    signed(source, activity, source.vendor, source.secretFrom(Buffer.alloc(32)));
  const elsewhere = (event: object) => ({
    ...event,
    requestContext: { http: { method: 'POST', sourceIp: '203.0.113.1' } },
  });
  const refusals: [number, string, () => object, object][] = [
    [401, 'a wrong signature', () => forged(standard), {}],
    [401, 'a forged handshake', () => forged(zoom), {}],
    [401, 'a wrong token', () => forged(aircall), {}],
    [401, 'everything of a source whose secret does not exist', () => signed(zoom, {}, 'unfilled', 's'), {}],
    [403, 'a sender whose address is not its source’s', () => elsewhere(signed(quiet, activity)), {}],
    [404, 'a source that is not configured', () => gatewayEvent('elsewhere'), {}],
    [
      405,
      'another method',
      () => gatewayEvent('zoom', { requestContext: { http: { method: 'GET' } } }),
      {
        allow: 'POST',
      },
    ],
    [413, 'a body above 1 MiB', () => gatewayEvent('zoom', { body: 'x'.repeat(1_048_577) }), {}],
    [
      415,
      'another media type',
      () => gatewayEvent('zoom', { headers: { 'content-type': 'text/plain' } }),
      {},
    ],
    [422, 'first-party bytes that are not JSON', () => signed(standard, 'no JSON'), {}],
  ];

  it.each(refusals)(
    'with %d %s, enqueues nothing and logs one line',
    async (status, _what, event, headers) => {
      const answer = await receive(event());
      expect(answer).toMatchObject({
        statusCode: status,
        headers: { 'content-type': 'application/problem+json', ...headers },
        json: {
          type: expect.stringMatching(/^urn:/),
          title: expect.any(String),
          status,
          detail: expect.any(String),
        },
      });
      expect(Buffer.byteLength(answer.body ?? '')).toBeLessThanOrEqual(1024);
      expect(sqs.calls()).toHaveLength(0);
      expect(dynamo.calls()).toHaveLength(0);
      expect(lines).toEqual([expect.objectContaining({ event: 'webhook-refused', status })]);
    },
  );

  it('with 422 first-party events of which one is faulty, naming each fault’s path', async () => {
    const events = [activity, { ...activity, agentId: '' }, { ...milestone, at: 'today' }];
    const { statusCode, json } = await receive(signed(standard, { events }));
    expect(statusCode).toBe(422);
    expect(json.faults.map(({ path }: { path: string }) => path)).toEqual([
      'events[1].agentId',
      'events[2].at',
    ]);
    expect(json.moreFaults).toBe(0);
    expect(sqs.calls()).toHaveLength(0);
  });
});

describe('receive-webhook answers 503', () => {
  it('with Retry-After while SQS takes only part, and never success', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
    sqs.on(SendMessageCommand).rejects(new Error('down'));
    const events = Array.from({ length: 1500 }, (_, index) => ({ ...activity, agentId: String(index) }));
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }], Failed: [] });
    const answer = await receive(signed(standard, { events }));
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '30' } });
    expect(answer.body).not.toContain('SQS');
    expect(Date.now() - nowMs).toBeLessThan(2000);
    expect(lines).toEqual([expect.objectContaining({ event: 'webhook-failed', code: 'unavailable' })]);
  });

  it('when the signing secrets cannot be read', async () => {
    secretsManager.reset();
    secretsManager.on(GetSecretValueCommand).rejects(new Error('down'));
    expect((await receive(signed(standard, activity))).statusCode).toBe(503);
  });

  it('when a webhook that cannot be translated cannot be written to the dead letters', async () => {
    dynamo.on(PutItemCommand).rejects(new Error('down'));
    expect((await receive(signed(zoom, 'no JSON'))).statusCode).toBe(503);
  });
});

describe('receive-webhook sets aside', () => {
  it('a genuine webhook that cannot be translated, whole, with the secret in its body masked', async () => {
    dynamo.on(PutItemCommand).resolves({});
    const payload = {
      resource: 'user',
      event: 'user.opened.v2',
      timestamp: 'soon',
      data: { id: { odd: true } },
    };
    const answer = await receive(signed(aircall, payload));
    expect(answer).toMatchObject({ statusCode: 200, json: { accepted: 0, ignored: 0 } });

    const [put, ...others] = dynamo.commandCalls(PutItemCommand);
    expect(others).toEqual([]);
    const item = put?.args[0].input.Item;
    expect(item).toMatchObject({
      reason: { S: 'untranslatable' },
      source: { S: 'aircall' },
      accountId: { S: '7' },
    });
    const original = gunzipSync(item?.['original']?.B ?? Buffer.alloc(0)).toString();
    expect(original).not.toContain(secrets.aircall);
    expect(JSON.parse(JSON.parse(original).body)).toEqual({ ...payload, token: '[masked]' });
    expect(lines).toEqual([expect.objectContaining({ event: 'dead-lettered', source: 'aircall' })]);
    expect(sqs.calls()).toHaveLength(0);
  });
});

describe('receive-webhook unpacks nothing', () => {
  const compressed = gzipSync(Buffer.alloc(1_000_000));
  const packed = (source: WebhookSource) => {
    const { headers, body } = source.sign(
      { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: compressed },
      {
        secret: secrets[source.vendor as keyof typeof secrets],
        nowMs: Date.now(),
        settings: settingsFor(source),
      },
    );
    return gatewayEvent(source.vendor, { headers, body: body.toString('base64'), isBase64Encoded: true });
  };

  it('and keeps a genuine webhook whose body is compressed whole, as it came', async () => {
    dynamo.on(PutItemCommand).resolves({});
    expect(await receive(packed(zoom))).toMatchObject({ statusCode: 200, json: { accepted: 0 } });
    const [put] = dynamo.commandCalls(PutItemCommand);
    const original = gunzipSync(put?.args[0].input.Item?.['original']?.B ?? Buffer.alloc(0)).toString();
    expect(Buffer.from(JSON.parse(original).body, 'base64')).toEqual(compressed);
  });

  it('and tells a first-party sender that such a body is not JSON', async () => {
    expect(await receive(packed(standard))).toMatchObject({ statusCode: 422 });
  });
});

describe('receive-webhook takes up again', () => {
  const redrive = {
    method: 'POST',
    path: '/webhooks/standard',
    queryString: '',
    headers: { 'content-type': 'application/json' },
    receivedAt: '2026-11-20T09:00:00.000Z',
    bodyEncoding: 'utf8',
    body: JSON.stringify(activity),
  };

  it('what an operator sends back by invoking it, without proof and as of the time it came in', async () => {
    const answer = await handler({ sourceName: 'standard', redrive }, { awsRequestId: 'r' });
    expect(answer).toEqual({ outcome: 'taken', accepted: 1, ignored: 0 });
    const [sent] = sqs.commandCalls(SendMessageCommand);
    expect(openEnvelope(sent?.args[0].input.MessageBody ?? '')).toMatchObject([
      { agentId: '1001', source: 'standard', receivedAt: redrive.receivedAt },
    ]);
  });

  it('nothing that comes over HTTP, however much it looks like it', async () => {
    const event = gatewayEvent('standard', { sourceName: 'standard', redrive });
    expect(await receive(event)).toMatchObject({ statusCode: 401 });
    expect(sqs.calls()).toHaveLength(0);
  });
});
