// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub has this notation.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InvokeFunction } from '../../infra/local/aws-endpoint/functions.ts';
import { type AwsEndpoint, startAwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import type { LoggedLine } from '../../infra/local/function-log.ts';
import { TooManyRequests } from '../../infra/local/lambda/errors.ts';
import { allow, arnOf, functionIn, readSample, role } from './sample-template.ts';

const region = 'us-east-1';
const template = {
  Resources: {
    Events: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: arnOf('Dead'), maxReceiveCount: 1 },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue' },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
    Token: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: 'adapter/token', SecretString: '{"a":1}' },
    },
    Other: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'adapter/other', SecretString: '{}' } },
    Refresh: functionIn('Sender', { Description: 'refreshes' }),
    Sender: role(
      allow(['sqs:SendMessage'], arnOf('Events')),
      allow(['dynamodb:PutItem', 'dynamodb:GetItem'], arnOf('Table')),
      allow(['secretsmanager:GetSecretValue'], { 'Fn::Sub': '${Token}' }),
      allow(['lambda:InvokeFunction'], arnOf('Refresh')),
    ),
    Receiver: role(
      allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'], arnOf('Events')),
      allow(['sqs:ReceiveMessage'], arnOf('Dead')),
    ),
  },
};

let endpoint: AwsEndpoint;
let dataDir: string;
const onDenied = vi.fn();
const invoke = vi.fn<InvokeFunction>();
const open: { destroy(): void }[] = [];
const logged: LoggedLine[] = [];

async function start() {
  endpoint = await startAwsEndpoint({
    port: 0,
    region,
    dataDir,
    onDenied,
    functionLog: { lines: () => logged },
  });
  const deployment = readSample(template, endpoint, region);
  await endpoint.provision(deployment, invoke);
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-endpoint-'));
  await start();
});

afterEach(async () => {
  for (const client of open.splice(0)) client.destroy();
  await endpoint.close();
  await rm(dataDir, { recursive: true });
});

type Role = 'Sender' | 'Receiver' | 'administrator';

/** As a function's SDK is set up: an endpoint for all services and the role's credentials. */
function settings(as: Role) {
  const credentials =
    as === 'administrator'
      ? endpoint.administrator
      : endpoint.credentialsFor(`arn:aws:iam::000000000000:role/${as}`);
  return { region, endpoint: endpoint.url, credentials, maxAttempts: 1 };
}

function client<Client extends { destroy(): void }>(
  Kind: new (options: ReturnType<typeof settings>) => Client,
  as: Role,
): Client {
  const made = new Kind(settings(as));
  open.push(made);
  return made;
}

const queueUrl = (name: string) => `${endpoint.url}/000000000000/${name}`;

describe('queues', () => {
  test('what one role sends, another receives, puts off and deletes', async () => {
    const QueueUrl = queueUrl('Events');
    const sent = await client(SQSClient, 'Sender').send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', MessageBody: 'first' },
          {
            Id: 'b',
            MessageBody: 'second',
            MessageAttributes: { k: { DataType: 'String', StringValue: 'v' } },
          },
        ],
      }),
    );
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
    const receiver = client(SQSClient, 'Receiver');
    const { Messages = [] } = await receiver.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 5,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    expect(Messages.map(({ Body }) => Body)).toEqual(['first', 'second']);
    expect(Messages[1]?.MessageAttributes?.['k']?.StringValue).toBe('v');
    expect(Messages[0]?.Attributes?.ApproximateReceiveCount).toBe('1');
    const handle = Messages[0]?.ReceiptHandle ?? '';
    const putOff = await receiver.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'x', ReceiptHandle: handle, VisibilityTimeout: 900 },
          { Id: 'y', ReceiptHandle: 'no such handle', VisibilityTimeout: 1 },
        ],
      }),
    );
    expect(putOff.Successful?.map(({ Id }) => Id)).toEqual(['x']);
    expect(putOff.Failed?.map(({ Id, Code }) => [Id, Code])).toEqual([['y', 'ReceiptHandleIsInvalid']]);
    const deleted = await receiver.send(
      new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'x', ReceiptHandle: handle }] }),
    );
    expect(deleted.Successful?.map(({ Id }) => Id)).toEqual(['x']);
  });

  test('a message received too often moves to the dead letters of its redrive policy', async () => {
    const receiver = client(SQSClient, 'Receiver');
    const receive = (name: string) =>
      receiver.send(new ReceiveMessageCommand({ QueueUrl: queueUrl(name), VisibilityTimeout: 0 }));
    await client(SQSClient, 'Sender').send(
      new SendMessageCommand({ QueueUrl: queueUrl('Events'), MessageBody: 'poison' }),
    );
    expect((await receive('Events')).Messages).toHaveLength(1);
    expect((await receive('Events')).Messages).toBeUndefined();
    expect((await receive('Dead')).Messages?.[0]?.Body).toBe('poison');
  });

  test('their URLs lead back to the endpoint', async () => {
    const { QueueUrl } = await client(SQSClient, 'administrator').send(
      new GetQueueUrlCommand({ QueueName: 'Events' }),
    );
    expect(QueueUrl).toBe(queueUrl('Events'));
  });

  test('a client without an endpoint of its own stays on the host of the queue URL', async () => {
    const { endpoint: _none, ...rest } = settings('Sender');
    // The SDK warns that the URL is not AWS's, which is the point here.
    const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
    const made = new SQSClient({ ...rest, logger });
    open.push(made);
    const sent = await made.send(new SendMessageCommand({ QueueUrl: queueUrl('Events'), MessageBody: 'x' }));
    expect(sent.MessageId).toEqual(expect.any(String));
  });

  test('one that does not exist is answered as SQS answers', async () => {
    const sending = client(SQSClient, 'administrator').send(
      new SendMessageCommand({ QueueUrl: queueUrl('Nowhere'), MessageBody: 'x' }),
    );
    await expect(sending).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('a call the role does not grant', () => {
  const roleArn = 'arn:aws:iam::000000000000:role/Sender';

  test('is refused by SQS and reported', async () => {
    const receiving = client(SQSClient, 'Sender').send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl('Events') }),
    );
    await expect(receiving).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
      message: expect.stringContaining(
        'assumed-role/Sender/local is not authorized to perform: sqs:ReceiveMessage',
      ),
      $metadata: { httpStatusCode: 403 },
    });
    expect(onDenied).toHaveBeenCalledWith({
      role: roleArn,
      action: 'sqs:ReceiveMessage',
      resource: 'arn:aws:sqs:us-east-1:000000000000:Events',
    });
  });

  test('is refused by DynamoDB', async () => {
    const scanning = client(DynamoDBClient, 'Sender').send(new ScanCommand({ TableName: 'Table' }));
    await expect(scanning).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        'dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:000000000000:table/Table',
      ),
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('is refused by DynamoDB for an index the grant does not name', async () => {
    const querying = client(DynamoDBClient, 'Sender').send(
      new QueryCommand({ TableName: 'Table', IndexName: 'byTime', KeyConditionExpression: 'a = :a' }),
    );
    await expect(querying).rejects.toThrow('table/Table/index/byTime');
  });

  test('is refused by Secrets Manager, by name as by ARN', async () => {
    const reading = (SecretId: string) =>
      client(SecretsManagerClient, 'Sender').send(new GetSecretValueCommand({ SecretId }));
    await expect(reading('adapter/other')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/GetSecretValue on resource: arn:.*:secret:adapter\/other-\w{6} /),
    });
    await expect(reading('adapter/never-made')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect((await reading('adapter/token')).SecretString).toBe('{"a":1}');
  });

  test('is refused by Lambda before the function runs', async () => {
    const invoking = client(LambdaClient, 'Receiver').send(new InvokeCommand({ FunctionName: 'Refresh' }));
    await expect(invoking).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    expect(invoke).not.toHaveBeenCalled();
  });

  test('is refused with an access key that was not given out', async () => {
    const stranger = new SQSClient({
      ...settings('Sender'),
      credentials: { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'x' },
    });
    open.push(stranger);
    const sending = stranger.send(new SendMessageCommand({ QueueUrl: queueUrl('Events'), MessageBody: 'x' }));
    await expect(sending).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe('tables', () => {
  test('keep a conditional put from writing twice', async () => {
    const dynamo = client(DynamoDBClient, 'Sender');
    const put = () =>
      dynamo.send(
        new PutItemCommand({
          TableName: 'Table',
          Item: { pk: { S: 'lease' }, n: { N: '1' } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    await put();
    await expect(put()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: 'Table', Key: { pk: { S: 'lease' } } }),
    );
    expect(Item).toEqual({ pk: { S: 'lease' }, n: { N: '1' } });
  });
});

describe('functions', () => {
  const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:Refresh';
  const call = (parts: object = {}) =>
    client(LambdaClient, 'Sender').send(
      new InvokeCommand({ FunctionName: 'Refresh', Payload: Buffer.from('{"a":1}'), ...parts }),
    );

  test('are invoked by name or ARN with the payload, and their result comes back', async () => {
    invoke.mockResolvedValue({ payload: Buffer.from('{"ok":true}') });
    for (const FunctionName of ['Refresh', functionArn]) {
      const result = await call({ FunctionName });
      expect(result).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(result.FunctionError).toBeUndefined();
      expect(result.Payload?.transformToString()).toBe('{"ok":true}');
    }
    expect(invoke).toHaveBeenLastCalledWith(functionArn, Buffer.from('{"a":1}'), 'RequestResponse');
  });

  test('are listed with what they say of themselves and their variables, for who may list them', async () => {
    const { Functions } = await client(LambdaClient, 'administrator').send(new ListFunctionsCommand({}));
    expect(Functions).toEqual([
      {
        FunctionName: 'Refresh',
        FunctionArn: functionArn,
        Description: 'refreshes',
        Environment: { Variables: {} },
        LoggingConfig: { LogFormat: 'JSON', LogGroup: '/aws/lambda/Refresh' },
      },
    ]);
    const listing = client(LambdaClient, 'Sender').send(new ListFunctionsCommand({}));
    await expect(listing).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('that fail answer 200 with the error', async () => {
    invoke.mockResolvedValue({ payload: Buffer.from('{"errorMessage":"x"}'), functionError: 'Unhandled' });
    const result = await call();
    expect(result).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(result.Payload?.transformToString()).toBe('{"errorMessage":"x"}');
  });

  test('take an event without answering it', async () => {
    invoke.mockResolvedValue({ payload: Buffer.from('') });
    expect((await call({ InvocationType: 'Event' })).StatusCode).toBe(202);
    expect(invoke).toHaveBeenLastCalledWith(functionArn, expect.anything(), 'Event');
  });

  test('without a free environment answer 429', async () => {
    invoke.mockRejectedValue(new TooManyRequests('all busy'));
    await expect(call()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  test('that do not exist answer 404', async () => {
    const calling = client(LambdaClient, 'administrator').send(new InvokeCommand({ FunctionName: 'Nobody' }));
    await expect(calling).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

test('messages, items and secrets survive a restart, and a generated value is not made anew', async () => {
  const put = { TableName: 'Table', Item: { pk: { S: 'kept' } } };
  await client(DynamoDBClient, 'Sender').send(new PutItemCommand(put));
  await client(SQSClient, 'Sender').send(
    new SendMessageCommand({ QueueUrl: queueUrl('Events'), MessageBody: 'kept' }),
  );
  await endpoint.close();
  template.Resources.Token.Properties.SecretString = '{"a":2}';
  await start();
  template.Resources.Token.Properties.SecretString = '{"a":1}';
  const { Item } = await client(DynamoDBClient, 'Sender').send(
    new GetItemCommand({ TableName: 'Table', Key: { pk: { S: 'kept' } } }),
  );
  expect(Item).toEqual({ pk: { S: 'kept' } });
  const { Messages } = await client(SQSClient, 'Receiver').send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl('Events') }),
  );
  expect(Messages?.[0]?.Body).toBe('kept');
  const secret = await client(SecretsManagerClient, 'Sender').send(
    new GetSecretValueCommand({ SecretId: 'adapter/token' }),
  );
  expect(secret.SecretString).toBe('{"a":1}');
});

describe('logs', () => {
  const line = (second: number, message: string, name = 'Refresh'): LoggedLine => ({
    time: `2026-11-23T09:00:0${second}.000Z`,
    level: 'INFO',
    requestId: 'r',
    function: name,
    message,
  });
  const query = (queryString: string, as: Role = 'administrator') =>
    client(CloudWatchLogsClient, as).send(
      new StartQueryCommand({
        logGroupNames: ['/aws/lambda/Refresh'],
        startTime: Date.parse('2026-11-23T09:00:02.000Z') / 1000,
        endTime: Date.parse('2026-11-23T09:00:08.000Z') / 1000,
        queryString,
      }),
    );
  const like = (text: string) =>
    `fields @timestamp, @message, @log | filter @message like "${text}" or @message like "ccc" | sort @timestamp asc | limit 2`;

  test('are searched for texts in the lines of a time and of functions, as Lambda wrote them', async () => {
    logged.push(line(1, 'aaa'), line(3, 'aaa'), line(4, 'bbb'), line(5, 'aaa', 'Other'));
    logged.push(line(6, 'ccc'), line(7, 'aaa'), line(9, 'aaa'));
    const { queryId } = await query(like('aaa'));
    const answer = await client(CloudWatchLogsClient, 'administrator').send(
      new GetQueryResultsCommand({ queryId }),
    );
    expect(answer).toMatchObject({
      status: 'Complete',
      statistics: { recordsMatched: 3, recordsScanned: 4 },
    });
    expect(answer.results).toHaveLength(2);
    expect(answer.results?.[0]).toEqual([
      { field: '@timestamp', value: '2026-11-23 09:00:03.000' },
      {
        field: '@message',
        value: '{"timestamp":"2026-11-23T09:00:03.000Z","level":"INFO","requestId":"r","message":"aaa"}',
      },
      { field: '@log', value: '000000000000:/aws/lambda/Refresh' },
    ]);
  });

  test('are searched by nobody who may not, and by no query that is not known here', async () => {
    await expect(query(like('aaa'), 'Sender')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(query('stats count(*)')).rejects.toMatchObject({ name: 'MalformedQueryException' });
  });
});
