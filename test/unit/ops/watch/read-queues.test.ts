import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { listQueues } from '../../../../infra/ops/watch/list-queues.ts';
import { readQueues } from '../../../../infra/ops/watch/read-queues.ts';
import { accountIn, metricsOf, minutesOf, nowMs } from '../doctor/sample-patient.ts';

const [sqs, formation] = [mockClient(SQSClient), mockClient(CloudFormationClient)];
const client = new SQSClient({ region: 'eu-west-1' });
const url = 'https://sqs.example.com/1/EventsQueue0A1B2C3D';
beforeEach(() => {
  sqs.reset();
  formation.reset();
});
afterAll(() => {
  sqs.restore();
  formation.restore();
});

test('the local run’s queues are named as in the template', async () => {
  sqs.on(ListQueuesCommand).resolves({ QueueUrls: [url] });
  expect(await listQueues(client)).toEqual([{ name: 'EventsQueue', url }]);
});

test('a stack’s queues are read from the stack, whatever page they are on', async () => {
  const resource = (LogicalResourceId: string, ResourceType: string) => ({
    ...{ LogicalResourceId, ResourceType, PhysicalResourceId: url },
    ...{ LastUpdatedTimestamp: new Date(0), ResourceStatus: 'CREATE_COMPLETE' as const },
  });
  formation
    .on(ListStackResourcesCommand)
    .resolvesOnce({
      StackResourceSummaries: [resource('Table0A1B2C3D', 'AWS::DynamoDB::Table')],
      NextToken: 'more',
    })
    .resolvesOnce({ StackResourceSummaries: [resource('EventsQueue0A1B2C3D', 'AWS::SQS::Queue')] });
  expect(await accountIn('eu-west-1').queues()).toEqual([{ name: 'EventsQueue', url }]);
});

test('a queue holds what SQS counts, and its oldest message is as old as CloudWatch measured last', async () => {
  sqs.on(GetQueueAttributesCommand, { QueueUrl: url }).resolves({
    Attributes: {
      ApproximateNumberOfMessages: '3',
      ApproximateNumberOfMessagesNotVisible: '2',
      ApproximateNumberOfMessagesDelayed: '1',
    },
  });
  const look = (points: Parameters<typeof metricsOf>[0]) =>
    readQueues([{ name: 'EventsQueue', url }], { sqs: client, ...metricsOf(points) }, nowMs);
  const counts = { name: 'EventsQueue', url, waiting: 3, inFlight: 2, delayed: 1 };
  expect(await look({ 'ApproximateAgeOfOldestMessage EventsQueue0A1B2C3D': minutesOf(900, 30) })).toEqual([
    { ...counts, oldestSeconds: 30 },
  ]);
  expect(await look({})).toEqual([{ ...counts, oldestSeconds: undefined }]);
});

test('without queues nothing is asked', async () => {
  const { readMetrics, asked } = metricsOf({});
  expect(await readQueues([], { sqs: client, readMetrics }, nowMs)).toEqual([]);
  expect(asked).toEqual([]);
});
