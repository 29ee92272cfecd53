import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InvokeFunction } from '../../infra/local/aws-endpoint/functions.ts';
import { type AwsEndpoint, startAwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import type { BusReport } from '../../infra/local/event-bus.ts';
import { arnOf, functionIn, readSample, role } from './sample-template.ts';

const region = 'eu-west-1';
const partnerBus = 'aws.partner/genesys.com/cloud/org/adapter';
const functionArn = `arn:aws:lambda:${region}:000000000000:function:Receive`;

function rule(pattern: object, rest: object = {}) {
  const target = { Id: 'Target0', Arn: arnOf('Receive'), DeadLetterConfig: { Arn: arnOf('Dead') } };
  return { Type: 'AWS::Events::Rule', Properties: { EventPattern: pattern, Targets: [target], ...rest } };
}

function permission(ruleId: string) {
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf('Receive'),
      Principal: 'events.amazonaws.com',
      SourceArn: arnOf(ruleId),
    },
  };
}

const template = {
  Resources: {
    Partner: { Type: 'AWS::Events::EventBus', Properties: { Name: partnerBus, EventSourceName: partnerBus } },
    Role: role({
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: [`arn:aws:events:${region}:000000000000:event-bus/default`, arnOf('Partner')],
    }),
    Receive: functionIn('Role'),
    Dead: { Type: 'AWS::SQS::Queue' },
    DeadPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Dead' }],
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: arnOf('Dead'),
              Condition: { ArnEquals: { 'aws:SourceArn': arnOf('Unpermitted') } },
            },
          ],
        },
      },
    },
    Genesys: rule({ source: [{ prefix: 'aws.partner/genesys.com' }] }, { EventBusName: { Ref: 'Partner' } }),
    GenesysPermission: permission('Genesys'),
    Connect: rule({ source: ['aws.connect'], 'detail-type': ['Amazon Connect Contact Event'] }),
    ConnectPermission: permission('Connect'),
    Unpermitted: rule({ source: ['unpermitted'] }),
    Unkept: rule({ source: ['unkept'] }),
  },
};

let endpoint: AwsEndpoint;
const invoke = vi.fn<InvokeFunction>();
const reports: BusReport[] = [];
let told = Promise.withResolvers<BusReport>();
const clients: { destroy(): void }[] = [];

beforeEach(async () => {
  reports.length = 0;
  told = Promise.withResolvers();
  invoke.mockReset().mockResolvedValue({ payload: Buffer.alloc(0) });
  endpoint = await startAwsEndpoint({
    port: 0,
    region,
    onBusEvent: (report) => {
      reports.push(report);
      if (report.type === 'delivery-failed') told.resolve(report);
    },
  });
  const deployment = readSample(template, endpoint, region);
  await endpoint.provision(deployment, invoke);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await endpoint.close();
});

function settings(as: 'Role' | 'administrator') {
  const credentials =
    as === 'administrator'
      ? endpoint.administrator
      : endpoint.credentialsFor(`arn:aws:iam::000000000000:role/${as}`);
  return { region, endpoint: endpoint.url, credentials, maxAttempts: 1 };
}

const connectEvent = {
  Source: 'aws.connect',
  DetailType: 'Amazon Connect Contact Event',
  Detail: '{"contactId":"c1"}',
};

async function put(entries: PutEventsRequestEntry[], as: 'Role' | 'administrator' = 'administrator') {
  const client = new EventBridgeClient(settings(as));
  clients.push(client);
  return await client.send(new PutEventsCommand({ Entries: entries }));
}

describe('an event', () => {
  test('is handed to the matching rule’s function as EventBridge writes it', async () => {
    const Time = new Date('2026-11-24T09:01:22.750Z');
    const { Entries, FailedEntryCount } = await put([
      { ...connectEvent, Time, Resources: ['arn:aws:connect:x'] },
    ]);
    expect(FailedEntryCount).toBe(0);
    await vi.waitFor(() => expect(invoke).toHaveBeenCalledOnce());
    const [target, payload, type] = invoke.mock.calls[0] ?? [];
    expect({ target, type }).toEqual({ target: functionArn, type: 'Event' });
    expect(JSON.parse(String(payload))).toEqual({
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'Amazon Connect Contact Event',
      source: 'aws.connect',
      account: '000000000000',
      time: '2026-11-24T09:01:22Z',
      region,
      resources: ['arn:aws:connect:x'],
      detail: { contactId: 'c1' },
    });
    expect(reports).toEqual([
      expect.objectContaining({ type: 'event-put', busName: 'default', rules: ['Connect'] }),
    ]);
  });

  test('of a partner reaches the rule of its own bus, named or by ARN', async () => {
    const entry = { Source: partnerBus, DetailType: 'v2.users.{id}.presence', Detail: '{}' };
    for (const EventBusName of [partnerBus, `arn:aws:events:${region}:000000000000:event-bus/${partnerBus}`])
      await put([{ ...entry, EventBusName }]);
    await put([entry]);
    expect(reports.map((report) => report.type === 'event-put' && report.rules)).toEqual([
      ['Genesys'],
      ['Genesys'],
      [],
    ]);
  });

  test('that no rule matches is taken all the same', async () => {
    expect(await put([{ ...connectEvent, DetailType: 'another' }])).toMatchObject({ FailedEntryCount: 0 });
    expect(invoke).not.toHaveBeenCalled();
  });

  test('whose rule may not invoke the function goes to the rule’s dead letters, with the reason', async () => {
    await put([{ Source: 'unpermitted', DetailType: 'x', Detail: '{"a":1}' }]);
    expect(await told.promise).toMatchObject({ rule: 'Unpermitted', deadLettered: true });
    expect(invoke).not.toHaveBeenCalled();
    const sqs = new SQSClient(settings('administrator'));
    clients.push(sqs);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: `${endpoint.url}/000000000000/Dead`,
        MessageAttributeNames: ['All'],
      }),
    );
    expect(JSON.parse(Messages?.[0]?.Body ?? '')).toMatchObject({ source: 'unpermitted', detail: { a: 1 } });
    const attributes = Object.entries(Messages?.[0]?.MessageAttributes ?? {});
    expect(Object.fromEntries(attributes.map(([name, { StringValue }]) => [name, StringValue]))).toEqual({
      RULE_ARN: `arn:aws:events:${region}:000000000000:rule/Unpermitted`,
      TARGET_ARN: functionArn,
      ERROR_CODE: 'NO_PERMISSIONS',
      ERROR_MESSAGE: expect.stringContaining('events.amazonaws.com'),
      RETRY_ATTEMPTS: '0',
    });
  });

  test('is lost where the queue’s policy does not let the rule send to it', async () => {
    await put([{ Source: 'unkept', DetailType: 'x', Detail: '{}' }]);
    expect(await told.promise).toMatchObject({
      rule: 'Unkept',
      deadLettered: false,
      reason: expect.stringContaining('sqs:SendMessage'),
    });
  });
});

describe('an entry is refused, and the others taken,', () => {
  test.each<[string, PutEventsRequestEntry, string]>([
    ['without a source', { DetailType: 'x', Detail: '{}' }, 'InvalidArgument'],
    ['without a detail type', { Source: 'x', Detail: '{}' }, 'InvalidArgument'],
    ['without a detail', { Source: 'x', DetailType: 'x' }, 'InvalidArgument'],
    ['with a detail that is not JSON', { Source: 'x', DetailType: 'x', Detail: 'x' }, 'MalformedDetail'],
    ['with a detail that is no object', { Source: 'x', DetailType: 'x', Detail: '[1]' }, 'MalformedDetail'],
    [
      'for a bus that does not exist',
      { Source: 'x', DetailType: 'x', Detail: '{}', EventBusName: 'none' },
      'InvalidArgument',
    ],
  ])('%s', async (_what, entry, ErrorCode) => {
    const { Entries, FailedEntryCount } = await put([entry, connectEvent]);
    expect(FailedEntryCount).toBe(1);
    expect(Entries).toEqual([
      { ErrorCode, ErrorMessage: expect.any(String) },
      { EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]);
  });
});

describe('a caller in a role', () => {
  test('puts events of its own', async () => {
    expect(await put([{ ...connectEvent, Source: 'ours' }], 'Role')).toMatchObject({ FailedEntryCount: 0 });
  });

  test('puts no event in the name of AWS', async () => {
    const { Entries } = await put([connectEvent], 'Role');
    expect(Entries?.[0]?.ErrorCode).toBe('NotAuthorizedForSourceException');
  });

  test('puts no event on a partner’s bus', async () => {
    const { Entries } = await put([{ ...connectEvent, Source: 'ours', EventBusName: partnerBus }], 'Role');
    expect(Entries?.[0]?.ErrorCode).toBe('NotAuthorizedForSourceException');
  });

  test('is refused by IAM for a bus that its role does not grant', async () => {
    await expect(put([{ ...connectEvent, EventBusName: 'other' }], 'Role')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/events:PutEvents on resource: .*:event-bus\/other /),
    });
  });
});

test('a call with more than ten entries is refused whole', async () => {
  await expect(put(Array.from({ length: 11 }, () => connectEvent))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  expect(reports).toEqual([]);
});

test('a call of more than 1 MB is refused whole', async () => {
  const Detail = JSON.stringify({ text: 'x'.repeat(600_000) });
  const large = { ...connectEvent, Detail };
  expect(await put([large])).toMatchObject({ FailedEntryCount: 0 });
  await expect(put([large, large])).rejects.toMatchObject({ name: 'ValidationException' });
});
