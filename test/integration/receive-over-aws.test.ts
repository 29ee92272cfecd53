import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { openEnvelope } from '../../shared/events/envelope.ts';
import { dynamo, resetClients, sqs, stubReceivingFunction } from './receiving-function.ts';
import { writeConfiguration } from './write-configuration.ts';

/** The handlers as Lambda loads them, with the sources of the local configuration and their samples. */
const asset = mkdtempSync(join(tmpdir(), 'receive-over-aws-'));
const { genesys, 'amazon-connect': connect } = loadEnvironment('local').sources;
const configuration = {
  environment: 'test',
  cloudConnect: { baseUrl: 'https://wfm.example' },
  sources: {
    genesys: { vendor: 'genesys', accountId: '7', partnerEventSource: genesys?.['partnerEventSource'] },
    connect: { vendor: 'amazon-connect', accountId: '8', instanceArn: connect?.['instanceArn'] },
  },
};
writeConfiguration(asset, configuration);

type Handler = (event: unknown, context: object) => Promise<unknown>;
let receiveBus: Handler;
let receiveStream: Handler;

beforeAll(async () => {
  stubReceivingFunction(asset);
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
  receiveBus = (await import('../../functions/receive-bus.ts')).handler as unknown as Handler;
  receiveStream = (await import('../../functions/receive-stream.ts')).handler as unknown as Handler;
});

beforeEach(() => {
  resetClients();
  sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
  sqs.on(SendMessageBatchCommand).callsFake(({ Entries }) => ({
    Successful: Entries.map(({ Id }: { Id: string }) => ({ Id, MessageId: Id })),
  }));
  dynamo.on(PutItemCommand).resolves({});
});

afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(asset, { recursive: true });
});

const sample = (vendor: string, name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../infra/samples/${vendor}/${name}.json`, import.meta.url), 'utf8'));

const batch = (...contents: unknown[]) => ({
  Records: contents.map((content, index) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    return { kinesis: { sequenceNumber: `4960${index}`, data: Buffer.from(text).toString('base64') } };
  }),
});

/** The events that a queue was sent. */
function sentTo(queue: string) {
  const single = sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input);
  const batched = sqs
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args: [{ input }] }) =>
      (input.Entries ?? []).map((entry) => ({ ...entry, QueueUrl: input.QueueUrl })),
    );
  return [...single, ...batched]
    .filter(({ QueueUrl }) => QueueUrl?.endsWith(queue))
    .flatMap(({ MessageBody = '' }) => openEnvelope(MessageBody));
}

const deadLetters = () => dynamo.commandCalls(PutItemCommand).map(({ args: [{ input }] }) => input.Item);

describe('receive-bus', () => {
  test('sends an agent’s activity to the events queue and a contact’s milestone to the contacts queue', async () => {
    await receiveBus(sample('genesys', 'users.activity.break'), {});
    await receiveBus(sample('genesys', 'detail.acd.start'), {});
    await receiveBus(sample('amazon-connect', 'contact.queued'), {});
    expect(sentTo('events')).toMatchObject([{ source: 'genesys', accountId: '7', reason: 'BREAK' }]);
    expect(sentTo('contacts')).toMatchObject([
      { source: 'genesys', milestone: 'offered' },
      { source: 'connect', accountId: '8', milestone: 'offered' },
    ]);
  });

  test('takes nothing from an organization that is not configured', async () => {
    const event = sample('genesys', 'users.activity.break');
    await receiveBus({ ...event, source: String(event['source']).replace('3b9f', '3b9e') }, {});
    expect([...sentTo(''), ...deadLetters()]).toEqual([]);
  });

  test('fails where SQS takes nothing, so that Lambda tries again', async () => {
    sqs.reset();
    sqs.onAnyCommand().rejects(new Error('down'));
    await expect(receiveBus(sample('genesys', 'users.activity.break'), {})).rejects.toThrow();
  });
});

describe('receive-stream', () => {
  const records = ['agent.login', 'agent.available', 'agent.contact-connected', 'record.handled'].map(
    (name) => sample('amazon-connect', name),
  );

  test('sends a batch’s events on and asks for none of it again, though one record is no JSON', async () => {
    expect(await receiveStream(batch(records[0], 'no JSON', ...records.slice(1)), {})).toEqual({
      batchItemFailures: [],
    });
    expect(sentTo('events')).toMatchObject([
      { state: 'LOGIN' },
      { state: 'ROUTABLE' },
      { state: 'CONNECTED' },
    ]);
    expect(sentTo('contacts')).toMatchObject([{ type: 'contact-summary', accountId: '8' }]);
    expect(deadLetters()).toMatchObject([{ reason: { S: 'untranslatable' }, source: { S: 'connect' } }]);
  });

  test('asks for the batch again from the first record on that SQS did not take', async () => {
    sqs.reset();
    sqs.onAnyCommand().rejects(new Error('down'));
    const heartBeat = sample('amazon-connect', 'agent.heart-beat');
    expect(await receiveStream(batch(heartBeat, ...records), {})).toEqual({
      batchItemFailures: [{ itemIdentifier: '49601' }],
    });
  });
});
