import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Where alarms ring: encrypted, over TLS only, and by e-mail to whom the configuration names. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;
  readonly action: IAlarmAction;

  constructor(scope: Construct, id: string, { emails }: { readonly emails: readonly string[] }) {
    super(scope, id);
    // Alarms cannot publish under the key alias/aws/sns, whose policy nobody can change: they would ring nowhere, without a word.
    const masterKey = new Key(this, 'Key', {
      description: 'Encrypts what alarms tell',
      enableKeyRotation: true,
      // It encrypts nothing that anybody reads later, and would cost on without the stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    masterKey.addToResourcePolicy(alarmsMay(this, ['kms:Decrypt', 'kms:GenerateDataKey*'], '*'));
    this.topic = new Topic(this, 'Topic', { masterKey, enforceSSL: true });
    // A topic with a policy of its own has lost the one that let its account's alarms publish.
    this.topic.addToResourcePolicy(alarmsMay(this, ['sns:Publish'], this.topic.topicArn));
    for (const email of emails) this.topic.addSubscription(new EmailSubscription(email));
    this.action = new SnsAction(this.topic);
  }
}

function alarmsMay(scope: Construct, actions: string[], resource: string): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions,
    resources: [resource],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
}
