import * as z from 'zod/mini';
import { ConfigurationError } from './errors.ts';

const value = z.string().check(z.minLength(1));

/**
 * The environment variables of each function. The stack must set exactly these (its types derive from here), and a
 * function refuses to start where one is missing. They hold names and addresses only, never a secret.
 */
export const environmentSchemas = {
  'receive-webhook': z.object({
    EVENTS_QUEUE_URL: value,
    CONTACTS_QUEUE_URL: value,
    TABLE_NAME: value,
    /** Followed by the source's configured name: the id of the secret that holds its signing secrets. */
    SOURCE_SECRET_PREFIX: value,
  }),
  'receive-bus': z.object({
    EVENTS_QUEUE_URL: value,
    CONTACTS_QUEUE_URL: value,
    TABLE_NAME: value,
  }),
  'receive-stream': z.object({
    EVENTS_QUEUE_URL: value,
    CONTACTS_QUEUE_URL: value,
    TABLE_NAME: value,
  }),
  'deliver-events': z.object({
    EVENTS_QUEUE_URL: value,
    TABLE_NAME: value,
    TOKEN_SECRET_ID: value,
    REFRESH_FUNCTION_NAME: value,
  }),
  'refresh-token': z.object({
    TABLE_NAME: value,
    TOKEN_SECRET_ID: value,
    CREDENTIALS_SECRET_ID: value,
  }),
  'record-contacts': z.object({
    CONTACTS_QUEUE_URL: value,
    TABLE_NAME: value,
  }),
  'roll-up': z.object({
    EVENTS_QUEUE_URL: value,
    TABLE_NAME: value,
  }),
  'record-dead-letters': z.object({
    TABLE_NAME: value,
    /** The deployment's, for its metrics: the whole configuration with all its sources would be read for this name alone. */
    ENVIRONMENT_NAME: value,
  }),
};

export type FunctionName = keyof typeof environmentSchemas;

/** What a deployed function says of itself; operators' tools find it by this, since CloudFormation chooses its name. */
export function functionDescription(name: FunctionName, environment: string): string {
  return `${name} of cloud-connect-adapter, environment ${environment}`;
}

export type Environment<Name extends FunctionName> = z.infer<(typeof environmentSchemas)[Name]>;

/** The stack that holds an environment's deployment; its alarms' names begin with it. */
export function stackNameOf(environment: string): string {
  return `cloud-connect-adapter-${environment}`;
}

/** The function's environment; throws ConfigurationError naming the variables that are missing. */
export function readEnvironment<Name extends FunctionName>(name: Name): Environment<Name>;
export function readEnvironment(name: FunctionName): unknown {
  const parsed = environmentSchemas[name].safeParse(process.env);
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map(({ path }) => path.join('.'));
  throw new ConfigurationError(
    `${name} needs the environment variables ${missing.join(', ')}, which are missing or empty`,
  );
}

/** The directory the function's asset lies in, where its `configuration.json` stands. */
export function assetDirectory(): string {
  const directory = process.env['LAMBDA_TASK_ROOT'];
  if (!directory)
    throw new ConfigurationError('LAMBDA_TASK_ROOT is not set: this runs in a Lambda function only');
  return directory;
}
