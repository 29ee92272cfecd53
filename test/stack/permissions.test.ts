import { describe, expect, test } from 'vitest';
import { only, propertiesOf, target, templateOf, withAwsSources } from './stack-under-test.ts';

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};

const template = templateOf(withAwsSources);
const functions = propertiesOf(template, 'AWS::Lambda::Function');
const policies = Object.values(propertiesOf(template, 'AWS::IAM::Policy'));

/** A policy's resource as its test reads it: `Bucket/*` where it is what is in one. */
function resourceText(on: unknown): string {
  const { 'Fn::Join': joined } = on as { 'Fn::Join'?: [string, [unknown, string]] };
  return joined ? target(joined[1][0]) + joined[1][1] : target(on);
}

/** Each permission of a role as a line: effect, action, resource. */
function permissionsOf(role: string): readonly string[] {
  return policies
    .filter(({ Roles }) => (Roles as unknown[]).some((attached) => target(attached) === role))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement)
    .flatMap(({ Effect, Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((on) => `${Effect} ${action} ${resourceText(on)}`)),
    )
    .sort();
}

function functionPermissions(name: string): readonly string[] {
  return permissionsOf(target(only(template, 'AWS::Lambda::Function', `${name}Function`)['Role']));
}

describe('the role of', () => {
  test('receive-webhook sends to the two queues, puts dead letters and reads the signing secrets, no more', () => {
    expect(functionPermissions('ReceiveWebhook')).toEqual([
      'Allow dynamodb:PutItem Table',
      'Allow logs:CreateLogStream ReceiveWebhookLog',
      'Allow logs:PutLogEvents ReceiveWebhookLog',
      'Allow secretsmanager:GetSecretValue SecretsSourcebackoffice',
      'Allow secretsmanager:GetSecretValue SecretsSourcezoom',
      'Allow sqs:SendMessage ContactsQueue',
      'Allow sqs:SendMessage EventsQueue',
    ]);
  });

  test('receive-bus sends to the two queues and its dead letters and puts dead letters, no more', () => {
    expect(functionPermissions('ReceiveBus')).toEqual([
      'Allow dynamodb:PutItem Table',
      'Allow logs:CreateLogStream ReceiveBusLog',
      'Allow logs:PutLogEvents ReceiveBusLog',
      'Allow sqs:SendMessage ContactsQueue',
      'Allow sqs:SendMessage EventsQueue',
      'Allow sqs:SendMessage ReceiveBusDeadLetters',
    ]);
  });

  test('receive-stream reads its stream, sends to the two queues, puts dead letters and what it gave up, no more', () => {
    expect(functionPermissions('ReceiveStream')).toEqual([
      'Allow dynamodb:PutItem Table',
      'Allow kinesis:DescribeStream ReceiveStreamSourceStream',
      'Allow kinesis:DescribeStreamSummary ReceiveStreamSourceStream',
      'Allow kinesis:GetRecords ReceiveStreamSourceStream',
      'Allow kinesis:GetShardIterator ReceiveStreamSourceStream',
      'Allow kinesis:ListShards ReceiveStreamSourceStream',
      'Allow kms:Decrypt ReceiveStreamSourceKey',
      'Allow logs:CreateLogStream ReceiveStreamLog',
      'Allow logs:PutLogEvents ReceiveStreamLog',
      'Allow s3:ListBucket ReceiveStreamGivenUp',
      'Allow s3:PutObject ReceiveStreamGivenUp/*',
      'Allow sqs:SendMessage ContactsQueue',
      'Allow sqs:SendMessage EventsQueue',
    ]);
  });

  test('deliver-events consumes its queue, keeps its state, reads the token and invokes refresh-token, no more', () => {
    expect(functionPermissions('DeliverEvents')).toEqual([
      'Allow dynamodb:BatchGetItem Table',
      'Allow dynamodb:DeleteItem Table',
      'Allow dynamodb:GetItem Table',
      'Allow dynamodb:PutItem Table',
      'Allow dynamodb:UpdateItem Table',
      'Allow lambda:InvokeFunction RefreshTokenFunction',
      'Allow logs:CreateLogStream DeliverEventsLog',
      'Allow logs:PutLogEvents DeliverEventsLog',
      'Allow secretsmanager:GetSecretValue SecretsToken',
      'Allow sqs:ChangeMessageVisibility EventsQueue',
      'Allow sqs:DeleteMessage EventsQueue',
      'Allow sqs:GetQueueAttributes EventsQueue',
      'Allow sqs:ReceiveMessage EventsQueue',
    ]);
  });

  test('refresh-token reads credentials and token, writes the token, takes the lease, remembers its last trial and dead-letters, no more', () => {
    expect(functionPermissions('RefreshToken')).toEqual([
      'Allow dynamodb:DeleteItem Table',
      'Allow dynamodb:GetItem Table',
      'Allow dynamodb:PutItem Table',
      'Allow dynamodb:UpdateItem Table',
      'Allow logs:CreateLogStream RefreshTokenLog',
      'Allow logs:PutLogEvents RefreshTokenLog',
      'Allow secretsmanager:GetSecretValue SecretsCredentials',
      'Allow secretsmanager:GetSecretValue SecretsToken',
      'Allow secretsmanager:PutSecretValue SecretsToken',
      'Allow secretsmanager:UpdateSecretVersionStage SecretsToken',
      'Allow sqs:SendMessage RefreshTokenDeadLetters',
    ]);
  });

  test('record-dead-letters consumes the dead-letter queues and puts dead letters, no more', () => {
    const consumed = ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].flatMap((action) =>
      ['Contacts', 'Events', 'ReceiveBus'].map((queue) => `Allow sqs:${action} ${queue}DeadLetters`),
    );
    expect(functionPermissions('RecordDeadLetters')).toEqual([
      'Allow dynamodb:PutItem Table',
      'Allow logs:CreateLogStream RecordDeadLettersLog',
      'Allow logs:PutLogEvents RecordDeadLettersLog',
      ...consumed,
    ]);
  });

  test('record-contacts consumes its queue and keeps contacts and marks, no more', () => {
    expect(functionPermissions('RecordContacts')).toEqual([
      'Allow dynamodb:BatchGetItem Table',
      'Allow dynamodb:PutItem Table',
      'Allow dynamodb:UpdateItem Table',
      'Allow logs:CreateLogStream RecordContactsLog',
      'Allow logs:PutLogEvents RecordContactsLog',
      'Allow sqs:ChangeMessageVisibility ContactsQueue',
      'Allow sqs:DeleteMessage ContactsQueue',
      'Allow sqs:GetQueueAttributes ContactsQueue',
      'Allow sqs:ReceiveMessage ContactsQueue',
    ]);
  });

  test('roll-up reads contacts, keeps marks, puts dead letters and sends to the events queue, no more', () => {
    expect(functionPermissions('RollUp')).toEqual([
      'Allow dynamodb:BatchGetItem Table',
      'Allow dynamodb:DeleteItem Table',
      'Allow dynamodb:GetItem Table',
      'Allow dynamodb:PutItem Table',
      'Allow dynamodb:Query Table',
      'Allow dynamodb:UpdateItem Table',
      'Allow logs:CreateLogStream RollUpLog',
      'Allow logs:PutLogEvents RollUpLog',
      'Allow sqs:SendMessage EventsQueue',
      'Allow sqs:SendMessage RollUpDeadLetters',
    ]);
  });

  test('the schedule invokes refresh-token and dead-letters, no more', () => {
    expect(permissionsOf('RefreshTokenScheduleRole')).toEqual([
      'Allow lambda:InvokeFunction RefreshTokenFunction',
      'Allow sqs:SendMessage RefreshTokenDeadLetters',
    ]);
  });
});

test('each function has a role of its own, and no role has permissions that its own policy does not show', () => {
  const roles = propertiesOf(template, 'AWS::IAM::Role');
  const used = Object.values(functions).map(({ Role }) => target(Role));
  expect(new Set(used).size).toBe(used.length);
  for (const role of Object.values(roles)) expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument']);
  template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
});

test('only refresh-token may touch the credentials', () => {
  const roles = Object.keys(propertiesOf(template, 'AWS::IAM::Role')).map((id) => target({ Ref: id }));
  const readers = roles.filter((role) =>
    permissionsOf(role).some((line) => line.endsWith(' SecretsCredentials') || / \*|:\*/.test(line)),
  );
  expect(readers).toEqual(['RefreshTokenRole']);
});

test('nothing but the API, on its one route, and each rule may invoke a function by the function’s own policy', () => {
  const permissions = Object.values(propertiesOf(template, 'AWS::Lambda::Permission'));
  const granted = permissions.map(({ Principal, Action, FunctionName }) => [
    Principal,
    Action,
    target(FunctionName),
  ]);
  expect(granted.toSorted()).toEqual([
    ['apigateway.amazonaws.com', 'lambda:InvokeFunction', 'ReceiveWebhookFunction'],
    ['events.amazonaws.com', 'lambda:InvokeFunction', 'ReceiveBusFunction'],
    ['events.amazonaws.com', 'lambda:InvokeFunction', 'ReceiveBusFunction'],
  ]);
  const sourcesOf = (service: string) =>
    permissions.filter(({ Principal }) => Principal === service).map(({ SourceArn }) => SourceArn);
  expect(JSON.stringify(sourcesOf('apigateway.amazonaws.com'))).toMatch(
    /"Ref":"WebhookApi.*\/\*\/\*\/webhooks\/\{source\}/,
  );
  expect(sourcesOf('events.amazonaws.com').map(target).toSorted()).toEqual([
    'ReceiveBusRuleconnect',
    'ReceiveBusRulegenesys',
  ]);
});

test('the schedule’s role can be assumed for this account alone', () => {
  const role = only(template, 'AWS::IAM::Role', 'RefreshTokenScheduleRole');
  expect(role['AssumeRolePolicyDocument']).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ],
  });
});
