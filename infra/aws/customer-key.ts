import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IRole, Policy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { type Construct, DependencyGroup } from 'constructs';
import type { CustomerKeySetting } from '../../shared/configuration/protection.ts';

const id = 'CustomerKey';

/** What a role needs to write to and read from what is encrypted: queues, table, secrets, bucket. */
export const useKeyActions = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** What Scheduler needs to leave a run in an encrypted queue. */
export const sendUnderKeyActions = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * The account's own key of all that the deployment stores, in place of the keys that AWS keeps for everybody: who may use it stands in
 * its policy and in CloudTrail, and whoever disables it makes all of it unreadable. It comes first in a stack, where the others
 * find it by `encryptionKey`. It outlives the stack: so does the table, which would be worth nothing without it.
 */
export class CustomerKey extends Key {
  /** Whether nothing new is encrypted with it, while what it has encrypted can still be read. */
  readonly isRetired: boolean;
  readonly #grants = new DependencyGroup();

  constructor(stack: Stack, setting: Exclude<CustomerKeySetting, false>) {
    super(stack, id, {
      alias: `alias/${stack.stackName}`,
      description:
        'Encrypts what the deployment stores: queues, table, secrets, logs and stream records given up',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.isRetired = setting === 'retired';
    this.addToResourcePolicy(logsMay(stack));
    this.addToResourcePolicy(busesMay(stack));
  }

  /**
   * Lets a role use it, in a policy of its own: the role's other one names queues, table and secrets, so that CloudFormation would
   * write it only after they demand the key.
   */
  letUse(scope: Construct, role: IRole, actions: readonly string[]): void {
    const statements = [new PolicyStatement({ actions: [...actions], resources: [this.keyArn] })];
    this.#grants.add(new Policy(scope, 'KeyPolicy', { roles: [role], statements }));
  }

  /** Has all that the stack encrypts with it wait until every role may use it. Comes last in the stack: it waits with what it finds there. */
  awaitGrants(): void {
    for (const each of Stack.of(this).node.findAll())
      if ([Queue, Table, Secret, Bucket].some((kind) => each instanceof kind))
        each.node.addDependency(this.#grants);
  }
}

/** The deployment's key, where it has one, retired or not. */
export function customerKey(scope: Construct): CustomerKey | undefined {
  const found = Stack.of(scope).node.tryFindChild(id);
  return found instanceof CustomerKey ? found : undefined;
}

/** What is to be encrypted with from now on; undefined where that is a key of AWS. */
export function encryptionKey(scope: Construct): Key | undefined {
  const key = customerKey(scope);
  return key?.isRetired ? undefined : key;
}

/**
 * CloudWatch Logs encrypts in its own name, for the log groups of this stack alone, whose names CloudFormation begins with the stack's:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function logsMay({ account, partition, region, stackName, urlSuffix }: Stack): PolicyStatement {
  const groups = `arn:${partition}:logs:${region}:${account}:log-group:${stackName}-*`;
  return new PolicyStatement({
    principals: [new ServicePrincipal(`logs.${region}.${urlSuffix}`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
  });
}

/** EventBridge leaves what it could not hand over in an encrypted queue: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
function busesMay({ account }: Stack): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  });
}
