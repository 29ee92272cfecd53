import { ConfigurationError } from '../../../shared/errors.ts';
import { logGroupOf } from '../aws-endpoint/logs/log-service.ts';
import type { FunctionDefinition } from '../deployment.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html: Lambda refuses to create a function that sets one. */
const reserved = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);
const maxBytes = 4096;

/** Throws ConfigurationError where Lambda would refuse the function's own variables. */
export function checkVariables({ name, environment }: FunctionDefinition): void {
  const taken = Object.keys(environment).filter((key) => reserved.has(key));
  if (taken.length > 0)
    throw new ConfigurationError(`${name} sets ${taken.join(', ')}, which Lambda reserves: use other names`);
  const bytes = Buffer.byteLength(Object.entries(environment).flat().join(''));
  if (bytes > maxBytes)
    throw new ConfigurationError(
      `${name}'s environment variables take ${bytes} bytes, Lambda allows ${maxBytes}: move what is large into the asset`,
    );
}

/** Everything a function sees in its environment: what its definition sets, what Lambda adds, and nothing of ours. */
export function functionVariables(
  definition: FunctionDefinition,
  runtimeApi: string,
): Record<string, string> {
  return {
    ...definition.environment,
    _HANDLER: definition.handler,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(definition.name),
    AWS_LAMBDA_LOG_STREAM_NAME: '[$LATEST]local',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: definition.assetDirectory,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
