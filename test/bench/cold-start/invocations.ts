import { readFileSync } from 'node:fs';
import type { SQSRecord } from 'aws-lambda';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { FunctionName } from '../../../shared/environment.ts';
import { type IdentifiedEvent, packEnvelopes } from '../../../shared/events/envelope.ts';
import { loadOf } from '../hot-path/webhooks.ts';
import type { StubOptions, TakenCall } from '../stubs/aws-stub.ts';

/** A function's first invocation: in which deployment, by which event, and all the calls that it makes, in their order. */
export type Invocation = {
  readonly name: FunctionName;
  readonly configuration: Configuration;
  readonly event: unknown;
  readonly calls: readonly string[];
  /** Beside those that every function has. */
  readonly variables?: Readonly<Record<string, string>>;
};

const local = loadEnvironment('local');
const standard = loadOf('standard', local);
const nowMs = Date.now();

/** What the stub has to hold for them. */
export const stubSecrets: StubOptions = {
  secrets: {
    'source/': JSON.stringify({ secrets: [standard.secret] }),
    token: JSON.stringify(storedToken(60)),
    'expiring-token': JSON.stringify(storedToken(5)),
    credentials: JSON.stringify({ userName: 'adapter', password: 'a-password' }),
  },
};

const [webhook] = standard.one;

/** Of every function, in a deployment of one source that needs it. */
export function invocations(apiUrl: string): readonly Invocation[] {
  const withOne = (source: string): Configuration => {
    const settings = local.sources[source];
    if (!settings) throw new RangeError(`there is no source ${source}`);
    const cloudConnect = { ...local.cloudConnect, baseUrl: apiUrl };
    return { ...local, cloudConnect, sources: { [source]: settings } };
  };
  const configuration = withOne('standard');
  return [
    { name: 'receive-webhook', configuration, event: webhook, calls: ['GetSecretValue', 'SendMessage'] },
    {
      name: 'receive-bus',
      configuration: withOne('genesys'),
      event: busEvent(withOne('genesys')),
      calls: ['SendMessage'],
    },
    {
      name: 'receive-stream',
      configuration: withOne('amazon-connect'),
      event: { Records: [{ kinesis: { sequenceNumber: '1', data: streamData() } }] },
      calls: ['SendMessage'],
    },
    {
      name: 'deliver-events',
      configuration,
      event: { Records: [record('events', activity)] },
      // Each agent is written down once a day.
      calls: ['GetSecretValue', '/api/ccc/AgentActivity/BulkInsertAgentActivity', 'PutItem'],
    },
    {
      name: 'record-contacts',
      configuration,
      event: { Records: [record('contacts', milestone)] },
      calls: ['BatchGetItem', 'PutItem', 'PutItem', 'PutItem', 'PutItem', 'UpdateItem'],
    },
    {
      name: 'roll-up',
      configuration,
      event: { source: 'aws.scheduler' },
      calls: ['Query', 'GetItem', 'Query', 'Query', 'GetItem', 'UpdateItem'],
    },
    {
      name: 'refresh-token',
      configuration,
      event: { cause: 'schedule' },
      variables: { TOKEN_SECRET_ID: 'expiring-token' },
      calls: [
        'GetSecretValue',
        // The lease, under which the token is read again.
        'PutItem',
        'GetSecretValue',
        '/api/ccc/auth/refreshtoken',
        'PutSecretValue',
        'UpdateSecretVersionStage',
        'DeleteItem',
      ],
    },
    {
      name: 'record-dead-letters',
      configuration,
      event: { Records: [record('events-dead', activity)] },
      calls: ['PutItem'],
    },
  ];
}

/** Throws where an invocation failed, or made other calls than those that are its work. */
export function expectWorked(
  { name, calls }: Pick<Invocation, 'name' | 'calls'>,
  answer: unknown,
  taken: readonly TakenCall[],
): void {
  const { statusCode = 202, batchItemFailures = [] } = Object(answer);
  const made = taken.map(({ call }) => call);
  if (statusCode !== 202 || batchItemFailures.length > 0 || made.join() !== calls.join())
    throw new Error(`${name} answered ${JSON.stringify(answer)} after ${made.join(', ') || 'no call'}`);
}

const activity: IdentifiedEvent = {
  type: 'agent-activity',
  id: 'an-event',
  agentId: '1001',
  eventTime: new Date(nowMs).toISOString(),
  state: 'AVAIL',
};
const milestone: IdentifiedEvent = {
  type: 'contact-milestone',
  id: 'an-event',
  contactId: 'a-contact',
  collectionPoint: 'support',
  direction: 'inbound',
  at: new Date(nowMs).toISOString(),
  milestone: 'offered',
};

function record(queue: string, event: IdentifiedEvent): Partial<SQSRecord> {
  const receivedAt = new Date(nowMs).toISOString();
  const [body = ''] = packEnvelopes({ source: 'standard', accountId: '1', receivedAt }, [event]);
  return {
    messageId: 'a-message',
    receiptHandle: 'a-receipt',
    body,
    messageAttributes: {},
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(nowMs),
      SenderId: 'a-sender',
      ApproximateFirstReceiveTimestamp: String(nowMs),
    },
  };
}

function storedToken(minutes: number) {
  const expiresAt = new Date(nowMs + minutes * 60_000).toISOString();
  const issuedAt = new Date(nowMs).toISOString();
  return { accessToken: 'a-token', refreshToken: 'a-refresh-token', expiresAt, issuedAt, issuedBy: 'login' };
}

function sample(path: string): string {
  return readFileSync(new URL(`../../../infra/samples/${path}.json`, import.meta.url), 'utf8');
}

function busEvent({ sources }: Configuration): unknown {
  const source = sources['genesys']?.['partnerEventSource'];
  return { ...JSON.parse(sample('genesys/users.activity.available')), source };
}

function streamData(): string {
  return Buffer.from(sample('amazon-connect/agent.available')).toString('base64');
}
