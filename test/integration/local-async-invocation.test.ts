import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AwsEndpoint, startAwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import { invokeFunctions } from '../../infra/local/invoke-functions.ts';
import { type InvokeResult, platformFailure } from '../../infra/local/lambda/invoke-result.ts';
import { arnOf, functionIn, readSample, returnsNothing, role } from './sample-template.ts';

const region = 'eu-west-1';
const functionArn = `arn:aws:lambda:${region}:000000000000:function:Receive`;
const templateOf = (granted: string) => ({
  Resources: {
    Dead: { Type: 'AWS::SQS::Queue' },
    Role: role({ Effect: 'Allow', Action: granted, Resource: arnOf('Dead') }),
    Receive: functionIn('Role'),
    Config: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Receive' },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: arnOf('Dead') } },
      },
    },
  },
});

let endpoint: AwsEndpoint;
let sqs: SQSClient;
const stop = new AbortController();

beforeEach(async () => {
  endpoint = await startAwsEndpoint({ port: 0, region });
  sqs = new SQSClient({ region, endpoint: endpoint.url, credentials: endpoint.administrator });
});

afterEach(async () => {
  sqs.destroy();
  await endpoint.close();
});

/** A function that fails on every event, in a role that is granted one action on its queue. */
async function failing(granted: string) {
  const deployment = readSample(templateOf(granted), endpoint, region);
  await endpoint.provision(deployment, returnsNothing);
  const lambda = vi.fn(async (): Promise<InvokeResult> => platformFailure('r', 'Runtime.ExitError', 'died'));
  const lines: string[] = [];
  const invoke = invokeFunctions({
    deployment,
    endpoint,
    lambdas: new Map([[functionArn, { invoke: lambda }]]),
    region,
    report: (_what, text) => lines.push(text),
    stop: stop.signal,
    timeScale: 10_000,
  });
  return { invoke, lambda, lines };
}

async function deadLetter(): Promise<unknown> {
  const QueueUrl = `${endpoint.url}/000000000000/Dead`;
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  return JSON.parse(Messages?.[0]?.Body ?? 'null');
}

describe('an event that a function fails on', () => {
  test('goes to its destination after the attempts of its configuration, with what it answered', async () => {
    const { invoke, lambda } = await failing('sqs:SendMessage');
    expect(await invoke(functionArn, Buffer.from('{"a":1}'), 'Event')).toEqual({ payload: Buffer.alloc(0) });
    expect(await deadLetter()).toEqual({
      version: '1.0',
      timestamp: expect.any(String),
      requestContext: {
        requestId: 'r',
        functionArn: `${functionArn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 2,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Runtime.ExitError', errorMessage: 'RequestId: r Error: died' },
    });
    expect(lambda).toHaveBeenCalledTimes(2);
  });

  test('is lost where its role may not send to the destination, and the line says so', async () => {
    const { invoke, lines } = await failing('sqs:ReceiveMessage');
    await invoke(functionArn, Buffer.from('{}'), 'Event');
    await vi.waitFor(() => expect(lines.join('\n')).toContain('not authorized to perform: sqs:SendMessage'));
  });
});
