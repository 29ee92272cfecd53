import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  type SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { type Environment, type FunctionName, functionDescription } from '../../shared/environment.ts';
import { customerKey, encryptionKey, useKeyActions } from './customer-key.ts';
import { writeBundle } from './write-bundle.ts';

export type AdapterFunctionProps<Name extends FunctionName> = {
  /** The entry in `functions/`, and the key of its environment's schema. */
  readonly name: Name;
  readonly configuration: Configuration;
  /** Complete, or it does not compile. */
  readonly environment: Environment<Name>;
  /** All that the function's role may do, beside writing its own log. */
  readonly may: readonly PolicyStatement[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly systemLogLevel: SystemLogLevel;
};

/** A function of the adapter: its bundle, its log and its role. */
export class AdapterFunction<Name extends FunctionName> extends LambdaFunction {
  readonly executionRole: IRole;

  constructor(scope: Construct, id: string, props: AdapterFunctionProps<Name>) {
    const { name, configuration, memoryMb, timeoutSeconds, systemLogLevel } = props;
    const key = encryptionKey(scope);
    const logGroup = new LogGroup(scope, 'Log', {
      ...(key && { encryptionKey: key }),
      retention: configuration.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const directory = mkdtempSync(join(tmpdir(), `${name}-`));
    const role = frozenRole(scope, logGroup, props.may);
    if (Stack.of(scope).bundlingRequired) writeBundle({ name, configuration, directory });
    super(scope, id, {
      description: functionDescription(name, configuration.environment),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(directory),
      handler: 'index.handler',
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      environment: { ...props.environment },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Metrics are counted from lines of this level, and traces are told by them.
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: systemLogLevel,
    });
    this.executionRole = role;
    // The asset has been copied into the assembly.
    rmSync(directory, { recursive: true });
  }
}

/** Frozen, so that no construct widens it on the way: what the function may do stands in its `may`, whole. */
function frozenRole(scope: Construct, { logGroupArn }: LogGroup, may: readonly PolicyStatement[]): IRole {
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroupArn));
  for (const statement of may) role.addToPolicy(statement);
  customerKey(scope)?.letUse(scope, role, useKeyActions);
  return role.withoutPolicyUpdates();
}

/** One line of a function's `may`: these actions on these resources, and on nothing else. */
export function allow(actions: string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}
