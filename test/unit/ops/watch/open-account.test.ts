import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { openAccount } from '../../../../infra/ops/watch/open-account.ts';
import { Unavailable } from '../../../../shared/errors.ts';

const [sts, formation, watch] = [
  mockClient(STSClient),
  mockClient(CloudFormationClient),
  mockClient(CloudWatchClient),
];
const StackName = 'cloud-connect-adapter-prod';
const account = () => openAccount(StackName, { region: 'eu-west-1' });

beforeEach(() => {
  for (const client of [sts, formation, watch]) client.reset();
});

test('tells who asks, and in which region', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '123456789012', Arn: 'arn:aws:sts::123456789012:me' });
  expect(await account().identity()).toEqual({
    account: '123456789012',
    arn: 'arn:aws:sts::123456789012:me',
    region: 'eu-west-1',
  });
});

test('is unavailable with the words of AWS where it does not answer', async () => {
  sts.on(GetCallerIdentityCommand).rejects(new Error('the security token is expired'));
  await expect(account().identity()).rejects.toThrow(Unavailable);
  await expect(account().identity()).rejects.toThrow('the security token is expired');
});

test('tells how the stack is, since its last update', async () => {
  const [CreationTime, LastUpdatedTime] = [new Date(1000), new Date(2000)];
  const stack = { StackName, CreationTime, StackStatus: 'UPDATE_COMPLETE' } as const;
  formation
    .on(DescribeStacksCommand, { StackName })
    .resolvesOnce({ Stacks: [{ ...stack, LastUpdatedTime }] })
    .resolves({ Stacks: [{ ...stack, StackStatus: 'ROLLBACK_COMPLETE', StackStatusReason: 'a quota' }] });
  const status = { status: 'UPDATE_COMPLETE', reason: undefined, deployedAt: LastUpdatedTime };
  expect(await account().stack()).toEqual(status);
  expect(await account().stack()).toEqual({
    status: 'ROLLBACK_COMPLETE',
    reason: 'a quota',
    deployedAt: CreationTime,
  });
});

test('tells a stack that is not there from one that nobody may look at', async () => {
  const missing = Object.assign(new Error(`Stack with id ${StackName} does not exist`), {
    name: 'ValidationError',
  });
  formation.on(DescribeStacksCommand).rejectsOnce(missing).rejects(new Error('AccessDenied'));
  expect(await account().stack()).toBeUndefined();
  await expect(account().stack()).rejects.toThrow('CloudFormation did not describe the stack');
});

test('asks for the template as it was deployed', async () => {
  formation
    .on(GetTemplateCommand, { StackName, TemplateStage: 'Original' })
    .resolves({ TemplateBody: '{"Resources":{}}' });
  expect(await account().template()).toBe('{"Resources":{}}');
});

test('names the queues as the stack does, over pages', async () => {
  const resource = (LogicalResourceId: string, ResourceType = 'AWS::SQS::Queue') => ({
    LogicalResourceId,
    PhysicalResourceId: `https://sqs/${LogicalResourceId}`,
    ResourceType,
    LastUpdatedTimestamp: new Date(0),
    ResourceStatus: 'CREATE_COMPLETE' as const,
  });
  formation
    .on(ListStackResourcesCommand, { StackName, NextToken: 'more' })
    .resolves({ StackResourceSummaries: [resource('RollUpDeadLetters0A1B2C3D')] })
    .on(ListStackResourcesCommand, { StackName, NextToken: undefined })
    .resolves({
      StackResourceSummaries: [resource('EventsQueueB188B5A9'), resource('Table', 'AWS::DynamoDB::Table')],
      NextToken: 'more',
    });
  expect(await account().queues()).toEqual([
    { name: 'EventsQueue', url: 'https://sqs/EventsQueueB188B5A9' },
    { name: 'RollUpDeadLetters', url: 'https://sqs/RollUpDeadLetters0A1B2C3D' },
  ]);
});

test('tells of the stack’s alarms, composite ones too, by their names in the runbook', async () => {
  const since = new Date(5000);
  watch
    .on(DescribeAlarmsCommand, {
      AlarmNamePrefix: `${StackName}-`,
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    })
    .resolves({
      MetricAlarms: [
        { AlarmName: `${StackName}-api-fails`, StateValue: 'ALARM', StateTransitionedTimestamp: since },
        { AlarmName: `${StackName}-rows-late`, AlarmDescription: 'late', StateUpdatedTimestamp: since },
      ],
      CompositeAlarms: [{ AlarmName: `${StackName}-delivery-down`, StateValue: 'OK' }],
    });
  expect(await account().alarms()).toEqual([
    { name: 'delivery-down', state: 'OK', description: '', since: undefined },
    { name: 'api-fails', state: 'ALARM', description: '', since },
    { name: 'rows-late', state: 'INSUFFICIENT_DATA', description: 'late', since },
  ]);
});
