import type { FunctionName } from '../../../shared/environment.ts';

/** The variables of a function that has the stub for AWS; the ones it does not read do no harm. */
export function stubbedVariables(
  name: FunctionName,
  taskRoot: string,
  stubUrl: string,
): Record<string, string> {
  return {
    LAMBDA_TASK_ROOT: taskRoot,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL: stubUrl,
    EVENTS_QUEUE_URL: `${stubUrl}/000000000000/events`,
    CONTACTS_QUEUE_URL: `${stubUrl}/000000000000/contacts`,
    TABLE_NAME: 'adapter',
    SOURCE_SECRET_PREFIX: 'source/',
    TOKEN_SECRET_ID: 'token',
    CREDENTIALS_SECRET_ID: 'credentials',
    REFRESH_FUNCTION_NAME: 'refresh-token',
    ENVIRONMENT_NAME: 'local',
  };
}
