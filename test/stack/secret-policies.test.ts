import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../infra/local/deployment.ts';
import { createAuthorizer } from '../../infra/local/iam/authorizer.ts';
import { localAccountId, readDeployment } from '../../infra/local/read-deployment.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { configuration, propertiesOf, templateOf } from './stack-under-test.ts';

const operator = `arn:aws:iam::${localAccountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operators_0f1e`;
const restricted = {
  ...configuration,
  operators: [`arn:aws:iam::${localAccountId}:role/aws-reserved/*AWSReservedSSO_Operators_*`],
};

/** The stack in an account in which each of these roles may do everything, by policies of its own. */
function accountOf(settings: Configuration) {
  const deployment: Deployment = readDeployment(templateOf(settings).toJSON(), {
    assetDirectoryOf: (s3Key) => `/assets/${s3Key}`,
    stackName: 'adapter',
    region: 'us-east-1',
    awsEndpoint: 'http://127.0.0.1:4566',
    httpUrl: 'http://127.0.0.1:3000',
  });
  const secretOf = (name: string) =>
    deployment.secrets.find((secret) => secret.name === `cloud-connect-adapter/test/${name}`)?.arn ?? '';
  const functionOf = (id: string) =>
    deployment.functions.find(({ logicalId }) => logicalId.startsWith(id))?.roleArn ?? '';
  const everything = { effect: 'Allow', actions: ['*'], resources: ['*'], conditions: {} } as const;
  const maySecrets = (arn: string, secret: string, action = 'GetSecretValue') =>
    createAuthorizer({
      ...deployment,
      roles: [
        ...deployment.roles.filter((role) => role.arn !== arn),
        { logicalId: 'Role', arn, statements: [everything], assumedBy: [] },
      ],
    }).authorize({ roleArn: arn, action: `secretsmanager:${action}`, resource: secretOf(secret) }).allowed;
  return { maySecrets, functionOf };
}

const open = accountOf(configuration);
const closed = accountOf(restricted);
const stranger = 'arn:aws:iam::999999999999:role/Administrator';
const colleague = `arn:aws:iam::${localAccountId}:role/Administrator`;

describe('a secret', () => {
  test.each(['credentials', 'token', 'source/zoom'])(
    '(%s) is nothing to another account, whatever invites it',
    (name) => {
      for (const action of ['GetSecretValue', 'PutSecretValue', 'DeleteSecret'])
        expect(open.maySecrets(stranger, name, action)).toBe(false);
      expect(open.maySecrets(colleague, name)).toBe(true);
    },
  );

  test('has a policy of its own, which denies what comes without TLS, and that can be made public by nobody', () => {
    const template = templateOf();
    const policies = Object.values(propertiesOf(template, 'AWS::SecretsManager::ResourcePolicy'));
    expect(policies).toHaveLength(Object.keys(propertiesOf(template, 'AWS::SecretsManager::Secret')).length);
    for (const policy of policies) {
      expect(policy['BlockPublicPolicy']).toBe(true);
      expect(policy['ResourcePolicy']).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      });
      expect(JSON.stringify(policy)).not.toContain('"Allow"');
    }
  });
});

describe('the password, where operators are named,', () => {
  test('is read by refresh-token, by the operators, by the account’s root and by what deploys the stack', () => {
    const root = `arn:aws:iam::${localAccountId}:root`;
    const deployer = `arn:aws:iam::${localAccountId}:role/cdk-hnb659fds-cfn-exec-role-${localAccountId}-eu-west-1`;
    for (const reader of [closed.functionOf('RefreshToken'), operator, root, deployer])
      expect([reader, closed.maySecrets(reader, 'credentials')]).toEqual([reader, true]);
  });

  test('is read by nobody else in the account, whatever they are granted', () => {
    const others = ['ReceiveWebhook', 'DeliverEvents', 'RollUp'].map((id) => closed.functionOf(id));
    for (const other of [colleague, ...others])
      expect([other, closed.maySecrets(other, 'credentials')]).toEqual([other, false]);
  });

  test('locks nobody out of mending the policy, nor out of the other secrets', () => {
    expect(closed.maySecrets(colleague, 'credentials', 'PutResourcePolicy')).toBe(true);
    expect(closed.maySecrets(colleague, 'source/zoom')).toBe(true);
  });
});
