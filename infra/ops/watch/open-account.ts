import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { askAws, awsWords } from '../ask-aws.ts';
import { type QueueAddress, queueName } from './list-queues.ts';

export type Identity = { readonly account: string; readonly arn: string; readonly region: string };

export type StackState = {
  /** As CloudFormation says it: `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly reason: string | undefined;
  readonly deployedAt: Date | undefined;
};

export type AlarmState = {
  /** Without the stack's name before it: `api-fails`, `source-silent-zoom`. */
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly description: string;
  readonly since: Date | undefined;
};

/** What AWS itself says of a deployment's stack. Everything throws Unavailable with AWS's words. */
export type Account = {
  readonly identity: () => Promise<Identity>;
  /** Undefined where there is no such stack. */
  readonly stack: () => Promise<StackState | undefined>;
  /** The template that was deployed last, as JSON text. */
  readonly template: () => Promise<string>;
  readonly queues: () => Promise<readonly QueueAddress[]>;
  readonly alarms: () => Promise<readonly AlarmState[]>;
  readonly close: () => void;
};

/** The account and region in which the stack of this name is, or should be. */
export function openAccount(stackName: string, settings: { readonly region?: string }): Account {
  const [sts, formation, watch] = [
    new STSClient(settings),
    new CloudFormationClient(settings),
    new CloudWatchClient(settings),
  ];
  return {
    identity: () => readIdentity(sts),
    stack: () => readStack(formation, stackName),
    template: async () => {
      const command = new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Original' });
      const { TemplateBody = '' } = await askAws(
        formation.send(command),
        'CloudFormation did not give the template',
      );
      return TemplateBody;
    },
    queues: () => readQueueAddresses(formation, stackName),
    alarms: () => readAlarms(watch, stackName),
    close: () => {
      for (const client of [sts, formation, watch]) client.destroy();
    },
  };
}

async function readIdentity(client: STSClient): Promise<Identity> {
  const { Account = '', Arn = '' } = await askAws(
    client.send(new GetCallerIdentityCommand({})),
    'AWS did not tell who we are',
  );
  return { account: Account, arn: Arn, region: await client.config.region() };
}

async function readStack(client: CloudFormationClient, stackName: string): Promise<StackState | undefined> {
  const asked = client.send(new DescribeStacksCommand({ StackName: stackName })).catch((error) => {
    // The code is that of any wrong request, so that only the words tell.
    if (awsWords(error).includes('does not exist')) return { Stacks: [] };
    throw error;
  });
  const { Stacks: [stack] = [] } = await askAws(asked, 'CloudFormation did not describe the stack');
  if (!stack) return undefined;
  const { StackStatus = '', StackStatusReason, LastUpdatedTime, CreationTime } = stack;
  return { status: StackStatus, reason: StackStatusReason, deployedAt: LastUpdatedTime ?? CreationTime };
}

/** By the stack itself, since it cuts its name short in those of its queues. */
async function readQueueAddresses(client: CloudFormationClient, stackName: string): Promise<QueueAddress[]> {
  const pages = Array.fromAsync(paginateListStackResources({ client }, { StackName: stackName }));
  const resources = (await askAws(pages, 'CloudFormation did not list the resources')).flatMap(
    ({ StackResourceSummaries = [] }) => StackResourceSummaries,
  );
  return resources
    .filter(({ ResourceType }) => ResourceType === 'AWS::SQS::Queue')
    .map(({ LogicalResourceId = '', PhysicalResourceId: url = '' }) => ({
      name: queueName(LogicalResourceId),
      url,
    }));
}

async function readAlarms(client: CloudWatchClient, stackName: string): Promise<AlarmState[]> {
  const prefix = `${stackName}-`;
  const request = { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] } as const;
  const pages = await askAws(
    Array.fromAsync(paginateDescribeAlarms({ client }, { ...request, AlarmTypes: [...request.AlarmTypes] })),
    'CloudWatch did not describe its alarms',
  );
  return pages
    .flatMap(({ MetricAlarms = [], CompositeAlarms = [] }) => [...CompositeAlarms, ...MetricAlarms])
    .map(({ AlarmName = '', StateValue = 'INSUFFICIENT_DATA', AlarmDescription = '', ...rest }) => ({
      name: AlarmName.slice(prefix.length),
      state: StateValue,
      description: AlarmDescription,
      since: rest.StateTransitionedTimestamp ?? rest.StateUpdatedTimestamp,
    }));
}
