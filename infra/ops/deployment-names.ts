import { type FunctionConfiguration, type LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { environmentSchemas, type FunctionName, functionDescription } from '../../shared/environment.ts';
import { ConfigurationError, Unavailable } from '../../shared/errors.ts';

/** The physical names of what operators reach in a deployment. */
export type DeploymentNames = {
  readonly environment: string;
  readonly tableName: string;
  readonly queueUrls: { readonly events: string; readonly contacts: string };
  readonly secrets: SecretIds;
  /** A deployment has only the functions that its sources need. */
  readonly functionNames: ReadonlyMap<FunctionName, string>;
  /** Which function's each log group is. */
  readonly logGroups: ReadonlyMap<string, FunctionName>;
};

/** Names or ARNs, as the functions are given them. */
export type SecretIds = {
  readonly credentials: string;
  readonly token: string;
  /** Followed by a source's name; undefined where no source sends webhooks. */
  readonly sourcePrefix: string | undefined;
};

const variables = z.object({
  TABLE_NAME: z.string(),
  EVENTS_QUEUE_URL: z.string(),
  CONTACTS_QUEUE_URL: z.string(),
  CREDENTIALS_SECRET_ID: z.string(),
  TOKEN_SECRET_ID: z.string(),
  SOURCE_SECRET_PREFIX: z.optional(z.string()),
});

/** Every deployment has it, so that it tells which deployments there are. */
const inEveryDeployment = 'deliver-events' satisfies FunctionName;

/**
 * The names of an environment's deployment, or of the only one that there is. Its functions are found by what they say of
 * themselves, and their variables name all the rest. Throws ConfigurationError naming the environments that there are, Unavailable with AWS's words.
 */
export async function findDeploymentNames(client: LambdaClient, wanted?: string): Promise<DeploymentNames> {
  const all = await Array.fromAsync(allFunctions(client));
  const environment = wanted ?? environmentsIn(all)[0] ?? '';
  const ours = functionsOf(environment, all);
  const found = variables.safeParse(Object.assign({}, ...ours.map(({ variables: each }) => each)));
  if (!found.success) throw noDeployment(environment, all);
  const { data } = found;
  return {
    environment,
    tableName: data.TABLE_NAME,
    queueUrls: { events: data.EVENTS_QUEUE_URL, contacts: data.CONTACTS_QUEUE_URL },
    secrets: {
      credentials: data.CREDENTIALS_SECRET_ID,
      token: data.TOKEN_SECRET_ID,
      sourcePrefix: data.SOURCE_SECRET_PREFIX,
    },
    functionNames: new Map(ours.map(({ name, functionName }) => [name, functionName])),
    logGroups: new Map(ours.map(({ name, logGroup }) => [logGroup, name])),
  };
}

async function* allFunctions(client: LambdaClient): AsyncGenerator<FunctionConfiguration> {
  try {
    for await (const { Functions = [] } of paginateListFunctions({ client }, {})) yield* Functions;
  } catch (cause) {
    const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new Unavailable(`Lambda did not list its functions (${words})`, { cause });
  }
}

function functionsOf(environment: string, all: readonly FunctionConfiguration[]) {
  return functionNames().flatMap((name) => {
    const described = functionDescription(name, environment);
    const found = all.find(({ Description }) => Description === described);
    if (found?.FunctionName === undefined) return [];
    const { FunctionName: functionName, Environment, LoggingConfig } = found;
    // What Lambda writes to where nothing else is said.
    const logGroup = LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
    return [{ name, functionName, logGroup, variables: Environment?.Variables ?? {} }];
  });
}

function functionNames(): FunctionName[] {
  const isOurs = (name: string): name is FunctionName => Object.hasOwn(environmentSchemas, name);
  return Object.keys(environmentSchemas).filter(isOurs);
}

function noDeployment(environment: string, all: readonly FunctionConfiguration[]): ConfigurationError {
  const found = environmentsIn(all);
  const there = found.length > 0 ? `there are ${found.toSorted().join(', ')}` : 'there is none at all';
  return new ConfigurationError(
    `--environment: got ${JSON.stringify(environment)}, which this account and region have no deployment of (${there})`,
  );
}

function environmentsIn(all: readonly FunctionConfiguration[]): string[] {
  const sentence = functionDescription(inEveryDeployment, '');
  return all.flatMap(({ Description = '' }) =>
    Description.startsWith(sentence) ? [Description.slice(sentence.length)] : [],
  );
}
