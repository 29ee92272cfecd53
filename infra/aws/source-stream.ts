import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/**
 * The deployment's own data stream, for the sources that write to one. It survives the stack: what has not been read yet is
 * nowhere else.
 */
export class SourceStream extends Construct {
  readonly stream: Stream;
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Encrypts the events that sources write to the data stream',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.key.addToResourcePolicy(connectMayWrite(Stack.of(this)));
    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.KMS,
      encryptionKey: this.key,
      retentionPeriod: Duration.days(7),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.stream).acknowledge({
      id: 'AwsSolutions-KDS3',
      reason: 'Amazon Connect cannot write to a stream that is encrypted with the key aws/kinesis.',
    });
    new CfnOutput(this, 'Name', {
      value: this.stream.streamName,
      description:
        'The data stream to choose in the Amazon Connect console, for contact records and agent events',
    });
  }
}

/**
 * Amazon Connect writes by its service-linked role, whose name ends differently in each account, and only under a key of the
 * customer's that lets it: https://docs.aws.amazon.com/connect/latest/adminguide/data-streaming.html
 */
function connectMayWrite({ account, partition, region }: Stack): PolicyStatement {
  const roles = `arn:${partition}:iam::${account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect*`;
  return new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `kinesis.${region}.amazonaws.com` },
      ArnLike: { 'aws:PrincipalArn': roles },
    },
  });
}
