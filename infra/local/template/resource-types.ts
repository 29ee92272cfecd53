import { createHash } from 'node:crypto';
import { busNameOf, ruleArn } from './bus-name.ts';
import type { Place } from './place.ts';

/** A resource of the template with the name it gets on this machine. */
export type NamedResource = {
  readonly logicalId: string;
  readonly name: string;
  readonly place: Place;
  /** A property of the template with its intrinsics resolved; undefined where the template sets none. */
  readonly property: (name: string) => unknown;
};

type Value = (resource: NamedResource) => string;

/** How a resource type is named and what `Ref` and `Fn::GetAtt` give for it. */
export type ResourceType = {
  /** The property that holds the physical name, where the template gives one. */
  readonly nameProperty?: string;
  /** The name on this machine where the template gives none; the logical id where left out. */
  readonly generatedName?: (logicalId: string) => string;
  readonly reference: Value;
  readonly attributes: Readonly<Record<string, Value>>;
};

const name: Value = (resource) => resource.name;
const arn =
  (service: string, prefix = ''): Value =>
  ({ name, place }) =>
    `arn:aws:${service}:${place.region}:${place.accountId}:${prefix}${name}`;
const globalArn =
  (prefix: string): Value =>
  ({ name, place }) =>
    `arn:aws:iam::${place.accountId}:${prefix}${name}`;

const queueUrl: Value = ({ name, place }) => `${place.awsEndpoint}/${place.accountId}/${name}`;
const secretArn: Value = (resource) =>
  `${arn('secretsmanager', 'secret:')(resource)}-${secretSuffix(resource.name)}`;
const table: ResourceType = {
  nameProperty: 'TableName',
  reference: name,
  attributes: { Arn: arn('dynamodb', 'table/') },
};

const bucketArn: Value = ({ name }) => `arn:aws:s3:::${name}`;
const mappingId: Value = ({ logicalId }) => uuidOf(logicalId);

/** The types whose resources may be referred to; `Ref` and attributes as CloudFormation's reference lists them. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    reference: name,
    attributes: { Arn: arn('lambda', 'function:') },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    reference: queueUrl,
    attributes: { Arn: arn('sqs'), QueueName: name, QueueUrl: queueUrl },
  },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    reference: secretArn,
    attributes: { Id: secretArn },
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    reference: name,
    attributes: { Arn: globalArn('role/') },
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    reference: name,
    attributes: { Arn: (resource) => `${arn('logs', 'log-group:')(resource)}:*` },
  },
  'AWS::Scheduler::ScheduleGroup': {
    nameProperty: 'Name',
    reference: name,
    attributes: { Arn: arn('scheduler', 'schedule-group/') },
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    reference: name,
    attributes: { Arn: arn('events', 'event-bus/'), Name: name },
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    reference: (resource) => {
      const bus = busNameOf(resource.property('EventBusName'));
      return bus === 'default' ? resource.name : `${bus}|${resource.name}`;
    },
    attributes: { Arn: ruleArn },
  },
  'AWS::Kinesis::Stream': {
    nameProperty: 'Name',
    reference: name,
    attributes: { Arn: arn('kinesis', 'stream/') },
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    // A bucket's name has 63 lower-case characters at most.
    generatedName: (logicalId) => logicalId.slice(-63).toLowerCase(),
    reference: name,
    attributes: { Arn: bucketArn },
  },
  'AWS::Lambda::EventSourceMapping': {
    reference: mappingId,
    attributes: {
      Id: mappingId,
      EventSourceMappingArn: (resource) =>
        arn('lambda', 'event-source-mapping:')({ ...resource, name: mappingId(resource) }),
    },
  },
  'AWS::KMS::Key': {
    reference: name,
    attributes: { Arn: arn('kms', 'key/'), KeyId: name },
  },
  'AWS::ApiGatewayV2::Api': {
    reference: name,
    attributes: { ApiId: name, ApiEndpoint: ({ place }) => place.httpUrl },
  },
  'AWS::ApiGatewayV2::Integration': { reference: name, attributes: { IntegrationId: name } },
  'AWS::ApiGatewayV2::Route': { reference: name, attributes: { RouteId: name } },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName', reference: name, attributes: {} },
};

/**
 * The six characters that Secrets Manager appends to a secret's name in its ARN; here they follow from the name, so
 * that they stay the same over restarts.
 */
export function secretSuffix(secretName: string): string {
  const digest = createHash('sha256').update(secretName).digest('base64');
  return digest.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 6);
}

/** Lambda names a mapping by a UUID; here it follows from the logical id, so that it stays the same over restarts. */
function uuidOf(logicalId: string): string {
  const digest = createHash('sha256').update(logicalId).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}
