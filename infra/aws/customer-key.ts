import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

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

/**
 * The account's own key of all that the deployment stores, in place of the keys that AWS keeps for everybody: who may use it stands in
 * its policy and in CloudTrail, and whoever disables it makes all of it unreadable. It comes first in a stack, where the others
 * find it by `customerKey`. It outlives the stack: so does the table, which would be worth nothing without it.
 */
export class CustomerKey extends Key {
  constructor(stack: Stack) {
    super(stack, id, {
      alias: `alias/${stack.stackName}`,
      description:
        'Encrypts what the deployment stores: queues, table, secrets, logs and stream records given up',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.addToResourcePolicy(logsMay(stack));
    this.addToResourcePolicy(busesMay(stack));
  }
}

/** The deployment's key, where it has one. */
export function customerKey(scope: Construct): Key | undefined {
  const found = Stack.of(scope).node.tryFindChild(id);
  return found instanceof CustomerKey ? found : undefined;
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
