import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { createAwsSender, inletOf } from '../../infra/local/aws-sender.ts';
import { invokeRollUp } from '../../infra/local/invoke-roll-up.ts';
import { type LocalRun, startLocalRun } from '../../infra/local/local-run.ts';
import {
  type FreshSample,
  freshSamples,
  postWebhook,
  sourceOf,
  webhookSourceOf,
} from '../../infra/local/sample-webhooks.ts';
import { createSandbox, type Sandbox } from '../../infra/sandbox/sandbox.ts';
import { AdapterError } from '../../shared/errors.ts';
import { drain } from '../faults/queues.ts';
import { piping } from '../unit/ops/secrets/sample-secrets.ts';
import { canary, findings, plantCanaries, spoil } from './canaries.ts';
import { operate } from './operated-system.ts';
import { anActivity, sandboxControl, tableItems, until } from './running-system.ts';

/**
 * Agents' ids, collection points' ids, sources' names, events' and contacts' ids, states, reasons and codes may stand in a log.
 * Nothing else that a vendor, a sender or the API says may, and no secret, token, password or user name.
 */
const credentials = { userName: `${canary()}@api.example`, password: canary() };
const { sources } = loadEnvironment('local');
const overHttp = Object.entries(sources).filter(([, settings]) => sourceOf(settings).transport === 'webhook');
const signingSecrets = Object.fromEntries(
  overHttp.map(([name, settings]) => [
    name,
    [1, 2].map(() => webhookSourceOf(settings).secretFrom(randomBytes(32))),
  ]),
);

/** Each is a dead letter. */
const spoiltPerSource = 4;
const scratch = mkdtempSync(join(tmpdir(), 'no-secret-'));
const lines: string[] = [];
const answers: string[] = [];
const tokens = new Set<string>();
let planted = 0;
let sandbox: Sandbox;
let front: Server;
let run: LocalRun;
let logged = '';
let echo: (body: string) => 'refuse' | 'outage' | undefined = () => undefined;

beforeAll(async () => {
  sandbox = await createSandbox({ credentials });
  front = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request, (chunk) => Buffer.from(chunk))).toString();
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const all = JSON.stringify({ headers, body });
    const manner = echo(body);
    const failure = { Success: false, ExceptionResult: all, Message: `cannot do ${body} for ${all}` };
    if (manner) return void response.writeHead(manner === 'refuse' ? 400 : 503).end(JSON.stringify(failure));
    const passed = headers.filter(([name]) => /^(authorization|content-type|x-request-id)$/.test(name));
    const init = { method: request.method ?? 'GET', headers: passed, ...(body && { body }) };
    const answer = await fetch(sandbox.url + request.url, init);
    const text = await answer.text();
    for (const [, token = ''] of text.matchAll(/"(?:Token|RefreshToken)"\s*:\s*"([^"]+)"/g))
      tokens.add(token);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  run = await startLocalRun(
    {
      port: 0,
      sandboxPort: 0,
      windowSeconds: 1,
      api: { baseUrl, ...credentials },
      sourceSecrets: signingSecrets,
      dataDir: scratch,
    },
    (what, text) => lines.push(`${what} ${text}`),
  );
  await everythingThatMayGoWrong();
  logged = [run.logFile, `${run.logFile}.1`]
    .flatMap((path) => (existsSync(path) ? readFileSync(path, 'utf8') : []))
    .join('\n');
}, 240_000);

afterAll(async () => {
  await run?.close();
  front?.closeAllConnections();
  front?.close();
  await sandbox?.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function everythingThatMayGoWrong(): Promise<void> {
  const settingsOf = (name: string) => run.configuration.sources[name] ?? expect.fail(name);
  for (const [name] of overHttp) {
    const settings = settingsOf(name);
    const samples = freshSamples(settings, Date.now());
    const withCanaries = samples.map((sample) => plantCanaries(sample, settings));
    planted += withCanaries.reduce((sum, each) => sum + each.planted, 0);
    for (const [index, { sample }] of withCanaries.entries()) await send(name, sample, index % 2);
    const [first] = withCanaries;
    if (!first) continue;
    for (const spoilt of samples.flatMap((sample) => spoil(sample, settings) ?? []).slice(0, spoiltPerSource))
      await send(name, spoilt);
    await send(name, { ...first.sample, body: Buffer.from(`${canary()} {{ no JSON`) });
    await forge(name, first.sample);
  }
  await firstParty();
  await overAws();
  await settle();
  await refusedAndInOutage();
  await operators();
  await settle();
}

async function send(name: string, sample: FreshSample, secret = 0): Promise<void> {
  const { url } = run.sources.find((source) => source.name === name) ?? expect.fail(name);
  const settings = run.configuration.sources[name] ?? expect.fail(name);
  const seal = { secret: signingSecrets[name]?.[secret] ?? '', nowMs: Date.now(), settings };
  const signed = signedOrNot(() => webhookSourceOf(settings).sign(sample, seal));
  if (!signed) return;
  const headers = { ...signed.headers, 'x-customer': canary(), 'user-agent': canary() };
  const { status, text } = await postWebhook(url, { ...signed, headers });
  answers.push(`${name} ${status} ${text}`);
}

/** Undefined where the proof stands in a body that has no place for it. */
function signedOrNot<Signed>(sign: () => Signed): Signed | undefined {
  try {
    return sign();
  } catch (error) {
    if (error instanceof AdapterError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Bodies and headers that prove nothing, or are no webhook at all. */
async function forge(name: string, { headers, body }: FreshSample): Promise<void> {
  const { url } = run.sources.find((source) => source.name === name) ?? expect.fail(name);
  const forged = {
    ...headers,
    authorization: `Bearer ${canary()}`,
    cookie: canary(),
    'x-signature': canary(),
  };
  const query = `?token=${canary()}&secret=${canary()}&phone=${canary()}`;
  const post = async (more: object, what: string | Uint8Array<ArrayBuffer>) => {
    const answer = await fetch(url + query, { method: 'POST', headers: { ...forged, ...more }, body: what });
    answers.push(`${name} forged ${answer.status} ${await answer.text()}`);
  };
  await post({}, new Uint8Array(body));
  await post({}, canary().repeat(70_000));
  await post({ 'content-type': `text/${canary()}` }, canary());
}

async function firstParty(): Promise<void> {
  const at = new Date().toISOString();
  const person = { type: 'person', agentId: 'someone', firstName: canary(), lastName: canary() };
  const volume = {
    ...{ type: 'call-volume', collectionPoint: 'desk', interval: '2026-11-23T09:00:00Z' },
    ...{
      contactsOffered: 1,
      contactsNotHandled: 0,
      talkSeconds: 1,
      userData1: canary(),
      userData10: canary(),
    },
  };
  const bodies = [
    {
      events: [person, volume, { type: 'collection-point', collectionPoint: 'desk', description: canary() }],
    },
    { events: [{ ...person, [canary()]: canary() }, { ...person, firstName: canary().repeat(3) }, canary()] },
    { events: [{ ...anActivity('someone'), eventTime: canary(), state: '' }] },
    { ...anActivity('unmapped', { state: 'A state that has no code' }), eventTime: at },
    canary(),
  ];
  const [template] = freshSamples(run.configuration.sources['standard'] ?? expect.fail(), Date.now());
  for (const body of bodies)
    if (template)
      await send('standard', {
        ...template,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(body)),
      });
}

async function overAws(): Promise<void> {
  const sender = createAwsSender(inletOf(run));
  for (const settings of Object.values(run.configuration.sources)) {
    if (sourceOf(settings).transport !== 'aws') continue;
    for (const fresh of freshSamples(settings, Date.now())) {
      const { sample, planted: own } = plantCanaries(fresh, settings);
      planted += own;
      await sender.send(sample.body);
      const spoilt = spoil(fresh, settings);
      if (spoilt) await sender.send(spoilt.body);
    }
  }
  sender.close();
}

/** The API repeats all that it was sent, headers and token included: in a refusal, then in an outage. */
async function refusedAndInOutage(): Promise<void> {
  echo = (body) => (body.includes('Refused') ? 'refuse' : undefined);
  const people = ['Refused', 'Taken'].map((agentId) => ({
    ...{ type: 'person', agentId, firstName: canary(), lastName: canary() },
  }));
  const [template] = freshSamples(run.configuration.sources['standard'] ?? expect.fail(), Date.now());
  if (!template) expect.fail();
  const json = { 'content-type': 'application/json' };
  await send('standard', {
    ...template,
    headers: json,
    body: Buffer.from(JSON.stringify({ events: people })),
  });
  await letters('refused');
  echo = (body) => (body.includes('InOutage') || body.includes('"password"') ? 'outage' : undefined);
  const event = { ...people[0], agentId: 'InOutage' };
  await send('standard', { ...template, headers: json, body: Buffer.from(JSON.stringify(event)) });
  await until(
    async () => lines.some((line) => line.includes('delivery-failed')),
    (isTold) => isTold,
  );
  // And as refresh-token logs in anew.
  await sandboxControl(sandbox.url, 'expire-tokens', {});
  await operate(run, ['secrets', 'set', 'cloud-connect'], piping(JSON.stringify(credentials)));
  echo = () => undefined;
}

const letters = (reason: string) =>
  until(
    async () => (await tableItems(run, 'dead-letter#')).filter((item) => item['reason']?.S === reason),
    (items) => items.length > 0,
  );

async function operators(): Promise<void> {
  await operate(run, ['dead-letters', 'redrive', '--all', '--yes']);
  const rotated = webhookSourceOf(sources['zoom'] ?? expect.fail()).secretFrom(randomBytes(32));
  signingSecrets['zoom']?.push(rotated);
  await operate(run, ['secrets', 'rotate', 'source', 'zoom'], piping(rotated));
  await operate(run, ['people', 'list']);
}

async function settle(): Promise<void> {
  expect(await drain(run, 60_000)).toBe(0);
  await invokeRollUp(run);
  expect(await drain(run, 60_000)).toBe(0);
}

/** Of a key each of its lines; what is short would be found by chance. */
const secretTexts = () =>
  [credentials.userName, credentials.password, ...Object.values(signingSecrets).flat(), ...tokens]
    .flatMap((secret) => secret.split(/\n|\.|:/))
    .filter((part) => part.length >= 12 && !/^-----/.test(part) && !part.startsWith('eyJhbGciOi'));
const canaries = ['CNRY'];

describe('with canaries in every private place of what comes in', () => {
  test('there are hundreds of them, and every function wrote into its log', () => {
    expect(planted).toBeGreaterThan(500);
    expect(tokens.size).toBeGreaterThan(2);
    const events = new Set(Array.from(logged.matchAll(/"event":"([a-z-]+)"/g), ([, event]) => event));
    for (const event of [
      'webhook-accepted',
      'webhook-refused',
      'event-accepted',
      'records-accepted',
      'dead-lettered',
      'delivered',
      'delivery-failed',
      'request-settled',
      'agent-rows',
      'contacts-recorded',
      'rolled-up',
      'unmapped-state',
    ])
      expect(events).toContain(event);
    expect(logged).toContain('"_aws"');
  });

  test('no line of a function holds one, nor any secret, token, password or user name', () => {
    expect(findings(logged, [...canaries, ...secretTexts()])).toEqual([]);
  });

  test('nor does any line of the run itself', () => {
    expect(findings(lines.join('\n'), [...canaries, ...secretTexts()])).toEqual([]);
  });

  test('no answer to a vendor holds a secret, nor anything that it was sent, but for the paths of a first-party sender’s faults', () => {
    const all = answers.join('\n');
    expect(findings(all, secretTexts())).toEqual([]);
    // A handshake gives back what it was asked with.
    const owed = /^standard 422 |^zoom 200 {"plainToken":/;
    expect(answers.filter((answer) => /CNRY/.test(answer) && !owed.test(answer))).toEqual([]);
  });

  test('refusals keep their ids: a dead letter is told by reason, source, id and correlation id, and by no word of it', () => {
    const told = logged.split('\n').filter((line) => line.includes('"dead-lettered"'));
    const messages = told.map((line) => JSON.parse(line).message);
    expect(messages.length).toBeGreaterThan(50);
    for (const message of messages)
      expect(Object.keys(message).toSorted()).toEqual(['correlationId', 'event', 'id', 'reason', 'source']);
  });

  test('a dead letter is kept whole, without any signing secret', async () => {
    const items = await tableItems(run, 'dead-letter');
    const whole = items.map((item) => {
      const bytes = item['original']?.B;
      const text = bytes && item['partsPk'] === undefined ? gunzipSync(bytes).toString() : '';
      return `${item['detail']?.S} ${text}`;
    });
    expect(whole.filter((text) => text.includes('CNRY')).length).toBeGreaterThan(50);
    const secrets = Object.values(signingSecrets).flat();
    expect(findings(whole.join('\n'), [...secrets, ...tokens])).toEqual([]);
  });
});
