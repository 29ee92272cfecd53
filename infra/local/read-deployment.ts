import type { Deployment } from './deployment.ts';
import { openTemplate } from './template/open-template.ts';
import type { Place } from './template/place.ts';
import { readBuckets } from './template/read-buckets.ts';
import { readEventBuses } from './template/read-event-buses.ts';
import { readEventRules } from './template/read-event-rules.ts';
import { readEventSourceMappings } from './template/read-event-source-mappings.ts';
import { readFunctions } from './template/read-functions.ts';
import { readHttpApi } from './template/read-http-api.ts';
import { readMetricFilters } from './template/read-metric-filters.ts';
import { readPermissions } from './template/read-permissions.ts';
import { readQueues } from './template/read-queues.ts';
import { readRoles } from './template/read-roles.ts';
import { readSchedules } from './template/read-schedules.ts';
import { readSecrets } from './template/read-secrets.ts';
import { readStreamMappings } from './template/read-stream-mappings.ts';
import { readStreams } from './template/read-streams.ts';
import { readTables } from './template/read-tables.ts';
import { parseTemplate } from './template/template.ts';

/** The account every local ARN names; the queues' library has it built in. */
export const localAccountId = '000000000000';

export type ReadDeploymentOptions = Omit<Place, 'accountId'> & {
  /** The built directory of a function's code by its S3 key, as `readAssembly` gives it. */
  readonly assetDirectoryOf: (s3Key: string) => string;
};

const readTypes = [
  'AWS::Lambda::Function',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Kinesis::Stream',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Logs::MetricFilter',
];

/** Types that change nothing about how events flow: a key encrypts nothing that does not leave this machine, alarms ring nowhere. */
const withoutEffect = [
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
];

/**
 * The deployment that a synthesized template describes, for this machine; throws ConfigurationError naming the logical
 * id for what it cannot run faithfully. Resources of types it does not know are listed in `unsupported`.
 */
export function readDeployment(data: unknown, options: ReadDeploymentOptions): Deployment {
  const { assetDirectoryOf, ...place } = options;
  const template = openTemplate(parseTemplate(data), { ...place, accountId: localAccountId });
  const api = readHttpApi(template);
  const known = new Set([...readTypes, ...withoutEffect]);
  return {
    functions: readFunctions(template, assetDirectoryOf),
    queues: readQueues(template),
    tables: readTables(template),
    secrets: readSecrets(template),
    metricFilters: readMetricFilters(template),
    buses: readEventBuses(template),
    rules: readEventRules(template),
    streams: readStreams(template),
    buckets: readBuckets(template),
    mappings: readEventSourceMappings(template),
    streamMappings: readStreamMappings(template),
    schedules: readSchedules(template),
    routes: api?.routes ?? [],
    api,
    roles: readRoles(template),
    permissions: readPermissions(template),
    unsupported: template.contents.filter(({ type }) => !known.has(type)),
  };
}
