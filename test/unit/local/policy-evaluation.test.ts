import { describe, expect, test } from 'vitest';
import type { PolicyStatement } from '../../../infra/local/deployment.ts';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import { assertSupported } from '../../../infra/local/iam/conditions.ts';
import { evaluate } from '../../../infra/local/iam/evaluate.ts';
import { matchesAction, matchesPattern } from '../../../infra/local/iam/pattern.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:events';
const roleArn = 'arn:aws:iam::000000000000:role/Receive';

function statement(parts: Partial<PolicyStatement>): PolicyStatement {
  return { effect: 'Allow', actions: ['sqs:SendMessage'], resources: [queueArn], conditions: {}, ...parts };
}

function verdict(
  statements: PolicyStatement[],
  parts: { action?: string; resource?: string; context?: object } = {},
) {
  const request = { action: 'sqs:SendMessage', resource: queueArn, context: {}, ...parts };
  return evaluate(statements, request as Parameters<typeof evaluate>[1]);
}

describe('patterns', () => {
  test.each([
    ['arn:aws:sqs:*:*:ev?nts', queueArn, true],
    ['arn:aws:sqs:*', queueArn, true],
    ['*', '', true],
    ['arn:aws:sqs:us-east-1:000000000000:event', queueArn, false],
    ['token-??????', 'token-2zezwO', true],
    ['token-??????', 'token-2zezw', false],
    ['a.c', 'abc', false],
    ['webhooks/{source}', 'webhooks/{source}', true],
  ])('%s against %s is %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  test('actions are compared without regard to case', () => {
    expect(matchesAction('SQS:send*', 'sqs:SendMessage')).toBe(true);
  });
});

describe('a policy', () => {
  test('is silent where nothing names the action or the resource', () => {
    expect(verdict([statement({ actions: ['sqs:Receive*'] })])).toBe('silent');
    expect(verdict([statement({ resources: [`${queueArn}-other`] })])).toBe('silent');
  });

  test('denies where any statement does, whatever else allows', () => {
    expect(verdict([statement({}), statement({ effect: 'Deny', actions: ['sqs:*'] })])).toBe('deny');
  });

  test('allows all but the actions under NotAction', () => {
    const all = statement({ actions: [], notActions: ['sqs:Delete*'] });
    expect(verdict([all])).toBe('allow');
    expect(verdict([all], { action: 'sqs:DeleteQueue' })).toBe('silent');
  });

  test('takes the transport for secure', () => {
    const insecure = statement({ effect: 'Deny', conditions: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(verdict([statement({}), insecure])).toBe('allow');
    expect(verdict([statement({ conditions: { Bool: { 'aws:SecureTransport': true } } })])).toBe('allow');
  });

  test.each([
    ['StringEquals', 'aws:SourceAccount', '000000000000', 'allow'],
    ['StringEquals', 'AWS:SourceAccount', ['1', '000000000000'], 'allow'],
    ['StringEquals', 'aws:SourceAccount', '1', 'silent'],
    ['StringLike', 'aws:SourceArn', 'arn:aws:scheduler:*', 'allow'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:scheduler:*:*:schedule/default/?', 'allow'],
    ['ArnEquals', 'aws:SourceArn', 'arn:aws:events:*', 'silent'],
    ['ArnNotLike', 'aws:SourceArn', 'arn:aws:events:*', 'allow'],
    ['StringNotEquals', 'aws:SourceAccount', '000000000000', 'silent'],
    ['StringEquals', 'aws:PrincipalArn', 'x', 'silent'],
    ['StringNotEquals', 'aws:PrincipalArn', 'x', 'allow'],
  ])('decides %s on %s = %j as %s', (operator, key, expected, outcome) => {
    const context = {
      'aws:SourceAccount': '000000000000',
      'aws:SourceArn': 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/a',
    };
    expect(verdict([statement({ conditions: { [operator]: { [key]: expected } } })], { context })).toBe(
      outcome,
    );
  });

  test.each([
    ['ForAllValues:StringEquals', 'dynamodb:LeadingKeys'],
    ['StringEquals', 'aws:RequestTag/a'],
    ['IpAddress', 'aws:SourceIp'],
  ])('with the condition %s on %s stops the start', (operator, key) => {
    const undecidable = statement({ conditions: { [operator]: { [key]: 'x' } } });
    expect(() => assertSupported(undecidable, 'RolePolicy')).toThrow(
      `RolePolicy has the condition ${operator} on ${key}`,
    );
  });
});

describe('the authorizer', () => {
  const base = { roles: [], queues: [], secrets: [], permissions: [] };
  const role = { logicalId: 'Role', arn: roleArn, assumedBy: [], statements: [statement({})] };
  const queue = { logicalId: 'Queue', name: 'events', arn: queueArn, url: '', attributes: {} };
  const ask = { roleArn, action: 'sqs:SendMessage', resource: queueArn };

  test('allows what the role grants', () => {
    expect(createAuthorizer({ ...base, roles: [role] }).authorize(ask)).toEqual({ allowed: true });
  });

  test("refuses the rest in AWS's words", () => {
    const decision = createAuthorizer({ ...base, roles: [role] }).authorize({
      ...ask,
      action: 'sqs:PurgeQueue',
    });
    expect(decision).toEqual({
      allowed: false,
      message:
        'User: arn:aws:sts::000000000000:assumed-role/Receive/local is not authorized to perform: sqs:PurgeQueue ' +
        `on resource: ${queueArn} because no identity-based policy allows the sqs:PurgeQueue action`,
    });
  });

  test('honours the denies of the queue itself', () => {
    const policy = [statement({ effect: 'Deny', actions: ['sqs:*'], principals: ['*'] })];
    const decision = createAuthorizer({ ...base, roles: [role], queues: [{ ...queue, policy }] }).authorize(
      ask,
    );
    expect(decision).toMatchObject({ allowed: false, message: expect.stringContaining('explicit deny') });
  });

  test('allows what the queue itself grants to the role, but not what it grants to the account', () => {
    const granting = (principal: string) =>
      createAuthorizer({ ...base, queues: [{ ...queue, policy: [statement({ principals: [principal] })] }] });
    expect(granting(roleArn).authorize(ask)).toEqual({ allowed: true });
    expect(granting('arn:aws:iam::000000000000:root').authorize(ask)).toMatchObject({ allowed: false });
  });

  test('lets a service assume a role under the conditions of its trust policy alone', () => {
    const trust = [
      statement({
        actions: ['sts:AssumeRole'],
        resources: ['*'],
        principals: ['scheduler.amazonaws.com'],
        conditions: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
      }),
    ];
    const authorizer = createAuthorizer({ ...base, roles: [{ ...role, trust }] });
    const assume = (service: string, account: string) =>
      authorizer.authorizeAssumeRole({ roleArn, service, context: { 'aws:SourceAccount': account } }).allowed;
    expect(assume('scheduler.amazonaws.com', '000000000000')).toBe(true);
    expect(assume('scheduler.amazonaws.com', '111111111111')).toBe(false);
    expect(assume('lambda.amazonaws.com', '000000000000')).toBe(false);
  });

  test('lets the gateway invoke a function through the permitted routes alone', () => {
    const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:receive';
    const api = 'arn:aws:execute-api:us-east-1:000000000000:api';
    const authorizer = createAuthorizer({
      ...base,
      permissions: [
        { functionArn, principal: 'apigateway.amazonaws.com', sourceArn: `${api}/*/*/webhooks/{source}` },
      ],
    });
    const invoke = (service: string, route: string) =>
      authorizer.authorizeInvoke({ functionArn, service, sourceArn: `${api}/$default/${route}` }).allowed;
    expect(invoke('apigateway.amazonaws.com', 'ANY/webhooks/{source}')).toBe(true);
    expect(invoke('apigateway.amazonaws.com', 'ANY/other')).toBe(false);
    expect(invoke('events.amazonaws.com', 'ANY/webhooks/{source}')).toBe(false);
  });

  test('lets a service call a queue under the conditions of the queue’s policy alone', () => {
    const policy = [
      statement({
        principals: ['events.amazonaws.com'],
        conditions: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:000000000000:rule/one' } },
      }),
    ];
    const authorizer = createAuthorizer({ ...base, queues: [{ ...queue, policy }] });
    const send = (service: string, rule: string) =>
      authorizer.authorizeService({
        service,
        action: 'sqs:SendMessage',
        resource: queueArn,
        context: { 'aws:SourceArn': `arn:aws:events:us-east-1:000000000000:rule/${rule}` },
      }).allowed;
    expect(send('events.amazonaws.com', 'one')).toBe(true);
    expect(send('events.amazonaws.com', 'other')).toBe(false);
    expect(send('sns.amazonaws.com', 'one')).toBe(false);
  });

  test('honours the denies of a bucket for its objects', () => {
    const bucket = { logicalId: 'Bucket', name: 'b', arn: 'arn:aws:s3:::b' };
    const statements = [statement({ actions: ['s3:PutObject'], resources: ['*'] })];
    const put = (conditions: PolicyStatement['conditions']) => {
      const deny = {
        effect: 'Deny',
        actions: ['s3:*'],
        resources: ['*'],
        principals: ['*'],
        conditions,
      } as const;
      const buckets = [{ ...bucket, policy: [statement(deny)] }];
      return createAuthorizer({ ...base, roles: [{ ...role, statements }], buckets }).authorize({
        roleArn,
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::b/aws/lambda/x',
      }).allowed;
    };
    expect(put({})).toBe(false);
    expect(put({ Bool: { 'aws:SecureTransport': 'false' } })).toBe(true);
  });
});
