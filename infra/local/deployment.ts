/**
 * What the synthesized template says, with its intrinsics resolved for this machine: the only description the local
 * run has of the system. Names are the resources' physical names, `logicalId` their key in the template.
 */
export type Deployment = {
  readonly functions: readonly FunctionDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly secrets: readonly SecretDefinition[];
  /** What is counted from lines of a log. */
  readonly metricFilters: readonly MetricFilterDefinition[];
  readonly buses: readonly EventBusDefinition[];
  /** The enabled rules. */
  readonly rules: readonly EventRuleDefinition[];
  readonly streams: readonly StreamDefinition[];
  readonly buckets: readonly BucketDefinition[];
  /** Queues read for functions. */
  readonly mappings: readonly EventSourceMapping[];
  /** Streams read for functions. */
  readonly streamMappings: readonly StreamMapping[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly routes: readonly RouteDefinition[];
  /** The HTTP API the routes belong to; undefined where the template has none. */
  readonly api: HttpApiDefinition | undefined;
  readonly roles: readonly RoleDefinition[];
  /** Who may invoke a function beside the roles that grant it: the gateway, for one. */
  readonly permissions: readonly InvokePermission[];
  /** Resources of types the local run does not know: reported at start, not run. */
  readonly unsupported: readonly { readonly logicalId: string; readonly type: string }[];
};

export type FunctionDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  /** The directory of the built bundle. */
  readonly assetDirectory: string;
  /** As Lambda names it: `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly roleArn: string;
  /** The name of the log group that it writes to. */
  readonly logGroup?: string;
  readonly reservedConcurrency?: number;
  readonly asyncInvocation?: AsyncInvocation;
};

/** What becomes of an event invoked asynchronously that the function fails on. */
export type AsyncInvocation = {
  readonly maxRetries: number;
  readonly maxAgeSeconds: number;
  /** The queue that is told of an event given up. */
  readonly onFailureArn?: string;
};

export type QueueDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** SQS attributes as CreateQueue takes them: VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy ... */
  readonly attributes: Readonly<Record<string, string>>;
  /** The statements of the queue's own policy. */
  readonly policy: readonly PolicyStatement[];
};

/** Each line of a log group that meets all conditions counts one for the metric; fields are paths of keys. */
export type MetricFilterDefinition = {
  readonly logGroup: string;
  readonly conditions: readonly FieldCondition[];
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
};

/** That a field holds this text; any, where `equals` is undefined. */
export type FieldCondition = { readonly field: readonly string[]; readonly equals: string | undefined };

export type TableDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** As DynamoDB's CreateTable takes it. */
  readonly definition: Readonly<Record<string, unknown>>;
};

export type SecretDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** What the stack creates it with; undefined where it creates the secret without a value. */
  readonly initialValue: string | undefined;
  /** The statements of the secret's own policy. */
  readonly policy?: readonly PolicyStatement[];
};

export type EventBusDefinition = {
  /** `default`, or a partner's: `aws.partner/genesys.com/cloud/ORG/suffix`. */
  readonly name: string;
  readonly arn: string;
};

export type EventRuleDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly targets: readonly EventTarget[];
};

export type EventTarget = {
  readonly functionArn: string;
  /** The queue that gets an event which could not be handed to the target. */
  readonly deadLetterArn?: string;
  readonly maxRetries: number;
  readonly maxAgeSeconds: number;
};

export type StreamDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly shardCount: number;
  readonly retentionHours: number;
};

export type BucketDefinition = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The statements of the bucket's own policy. */
  readonly policy: readonly PolicyStatement[];
};

export type StreamMapping = {
  /** The UUID that Lambda names a mapping by. */
  readonly id: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly reportBatchItemFailures: boolean;
  readonly bisectOnError: boolean;
  /** Undefined where a failed batch is tried again until its records expire. */
  readonly maxRetries?: number;
  readonly maxRecordAgeSeconds?: number;
  /** The bucket or queue that gets what was given up. */
  readonly onFailureArn?: string;
};

export type EventSourceMapping = {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly maxConcurrency: number | undefined;
  readonly reportBatchItemFailures: boolean;
};

export type ScheduleDefinition = {
  readonly name: string;
  /** What a role's trust policy may name as `aws:SourceArn`. */
  readonly groupArn?: string;
  /** `rate(10 minutes)` or `cron(...)`. */
  readonly expression: string;
  readonly timeZone: string;
  readonly targetArn: string;
  readonly roleArn: string;
  /** The target's input, before `<aws.scheduler.*>` attributes are filled in. */
  readonly input: string | undefined;
};

export type RouteDefinition = {
  /** `ANY /webhooks/{source}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly payloadFormatVersion: string;
  /** How long the gateway waits for the function; 30 seconds where left out. */
  readonly timeoutMs?: number;
};

export type HttpApiDefinition = {
  readonly id: string;
  /** `arn:aws:execute-api:REGION:ACCOUNT:ID`, which permissions to invoke begin with. */
  readonly arn: string;
  readonly routes: readonly RouteDefinition[];
};

export type InvokePermission = {
  readonly functionArn: string;
  /** `apigateway.amazonaws.com`. */
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
};

export type RoleDefinition = {
  readonly logicalId: string;
  readonly arn: string;
  readonly statements: readonly PolicyStatement[];
  /** The service principals that may assume it. */
  readonly assumedBy: readonly string[];
  /** The statements of its trust policy, which say under which conditions it may be assumed. */
  readonly trust?: readonly PolicyStatement[];
};

export type PolicyStatement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly principals?: readonly string[];
};
