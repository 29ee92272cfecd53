import { describe, expect, test } from 'vitest';
import { only, propertiesOf, target, templateOf } from './stack-under-test.ts';

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};

const template = templateOf();
const functions = propertiesOf(template, 'AWS::Lambda::Function');
const policies = Object.values(propertiesOf(template, 'AWS::IAM::Policy'));

/** Each permission of a role as a line: effect, action, resource. */
function permissionsOf(role: string): readonly string[] {
  return policies
    .filter(({ Roles }) => (Roles as unknown[]).some((attached) => target(attached) === role))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement)
    .flatMap(({ Effect, Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((on) => `${Effect} ${action} ${target(on)}`)),
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

  test('refresh-token reads credentials and token, writes the token, takes the lease and dead-letters, no more', () => {
    expect(functionPermissions('RefreshToken')).toEqual([
      'Allow dynamodb:DeleteItem Table',
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

  test('the schedule invokes refresh-token and dead-letters, no more', () => {
    expect(permissionsOf('TokenScheduleRole')).toEqual([
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
    permissionsOf(role).some((line) => line.endsWith(' SecretsCredentials') || line.includes('*')),
  );
  expect(readers).toEqual(['RefreshTokenRole']);
  template.resourceCountIs('AWS::SecretsManager::ResourcePolicy', 0);
});

test('nothing but the API, on its one route, may invoke a function by the function’s own policy', () => {
  const permission = only(template, 'AWS::Lambda::Permission');
  expect(permission).toMatchObject({
    Principal: 'apigateway.amazonaws.com',
    Action: 'lambda:InvokeFunction',
  });
  expect(JSON.stringify(permission['SourceArn'])).toMatch(
    /"Ref":"WebhookApi.*\/\*\/\*\/webhooks\/\{source\}/,
  );
  expect(target(permission['FunctionName'])).toBe('ReceiveWebhookFunction');
});

test('the schedule’s role can be assumed for this account alone', () => {
  const role = only(template, 'AWS::IAM::Role', 'TokenScheduleRole');
  expect(role['AssumeRolePolicyDocument']).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ],
  });
});
