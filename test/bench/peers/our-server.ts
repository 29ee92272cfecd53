import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleEntry } from '../../../infra/aws/write-bundle.ts';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { noSdk, openExchange } from '../hot-path/stand-ins.ts';
import { stubbedVariables } from '../stubs/function-variables.ts';
import { logLikeLambda } from '../stubs/lambda-console.ts';
import { openFront } from './front.ts';
import { secret } from './webhook.ts';

/**
 * The adapter in one process: the local run's gateway in front of the bundled receive-webhook, the queue in memory, and the
 * bundled deliver-events on what came in, a second at a time. The functions' SDK is left out, for there is no AWS to call: what
 * they would send to SQS is kept as the SDK's client is given it. Events and answers are JSON between gateway and function,
 * and their log is written as Lambda's runtime writes it.
 */
type Handler = (event: unknown, context: object) => Promise<unknown>;

const { sinkUrl } = JSON.parse(process.argv[2] ?? '{}');
const directory = mkdtempSync(join(tmpdir(), 'our-server-'));
const local = loadEnvironment('local');
const standard = local.sources['standard'];
if (!standard) throw new RangeError('the local environment has no source standard');
const configuration = {
  ...local,
  cloudConnect: { ...local.cloudConnect, baseUrl: sinkUrl, requestsPerSecond: 1000 },
  sources: { standard },
};
let awsRequestId = '';
const nextContext = () => {
  awsRequestId = randomUUID();
  return { awsRequestId, getRemainingTimeInMillis: () => 60_000 };
};
const token = JSON.stringify({
  accessToken: 'a-token',
  refreshToken: 'a-refresh-token',
  issuedBy: 'login',
  issuedAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
});
let queued: string[] = [];
openExchange({
  secretOf: (id) => (id === 'token' ? token : JSON.stringify({ secrets: [secret] })),
  take: (input) => {
    const { MessageBody } = Object(input);
    if (MessageBody) queued.push(MessageBody);
  },
});
logLikeLambda(() => awsRequestId);
const receive = load('receive-webhook');
const deliver = load('deliver-events');
setInterval(drain, 1000);
process.once('SIGTERM', () => {
  rmSync(directory, { recursive: true });
  process.exit();
});
await openFront(async (_, payload) => {
  const answer = await receive(JSON.parse(payload.toString('utf8')), nextContext());
  return { payload: Buffer.from(JSON.stringify(answer)) };
});

function load(name: 'receive-webhook' | 'deliver-events'): Handler {
  const place = mkdtempSync(join(directory, `${name}-`));
  bundleEntry({ entryPoint: `functions/${name}.ts`, configuration, directory: place, standIns: noSdk });
  Object.assign(process.env, stubbedVariables(name, place, 'http://127.0.0.1:1'));
  return createRequire(import.meta.url)(join(place, 'index.js')).handler;
}

async function drain(): Promise<void> {
  const bodies = queued;
  queued = [];
  if (bodies.length === 0) return;
  const Records = bodies.map((body, index) => ({
    messageId: `message-${index}`,
    receiptHandle: `receipt-${index}`,
    body,
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
  }));
  await deliver({ Records }, nextContext());
}
