import { type FunctionConfiguration, type LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { environmentSchemas, type FunctionName, functionDescription } from '../../shared/environment.ts';
import { ConfigurationError, Unavailable } from '../../shared/errors.ts';

/** The physical names of what operators reach in a deployment. */
export type DeploymentNames = {
  readonly tableName: string;
  readonly tokenSecretId: string;
  readonly queueUrls: { readonly events: string; readonly contacts: string };
  /** A deployment has only the functions that its sources need. */
  readonly functionNames: ReadonlyMap<FunctionName, string>;
};

const variables = z.object({
  TABLE_NAME: z.string(),
  EVENTS_QUEUE_URL: z.string(),
  CONTACTS_QUEUE_URL: z.string(),
  TOKEN_SECRET_ID: z.string(),
});

/** Every deployment has it, so that it tells which deployments there are. */
const inEveryDeployment = 'deliver-events' satisfies FunctionName;

/**
 * The names of an environment's deployment. Its functions are found by what they say of themselves, and their variables
 * name all the rest. Throws ConfigurationError naming the environments that there are, Unavailable with AWS's words.
 */
export async function findDeploymentNames(
  client: LambdaClient,
  environment: string,
): Promise<DeploymentNames> {
  const all = await Array.fromAsync(allFunctions(client));
  const ours = functionsOf(environment, all);
  const found = variables.safeParse(Object.assign({}, ...ours.map(({ variables: each }) => each)));
  if (!found.success) throw noDeployment(environment, all);
  const { TABLE_NAME, EVENTS_QUEUE_URL, CONTACTS_QUEUE_URL, TOKEN_SECRET_ID } = found.data;
  return {
    tableName: TABLE_NAME,
    tokenSecretId: TOKEN_SECRET_ID,
    queueUrls: { events: EVENTS_QUEUE_URL, contacts: CONTACTS_QUEUE_URL },
    functionNames: new Map(ours.map(({ name, functionName }) => [name, functionName])),
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
    return [{ name, functionName: found.FunctionName, variables: found.Environment?.Variables ?? {} }];
  });
}

function functionNames(): FunctionName[] {
  const isOurs = (name: string): name is FunctionName => Object.hasOwn(environmentSchemas, name);
  return Object.keys(environmentSchemas).filter(isOurs);
}

function noDeployment(environment: string, all: readonly FunctionConfiguration[]): ConfigurationError {
  const sentence = functionDescription(inEveryDeployment, '');
  const found = all.flatMap(({ Description = '' }) =>
    Description.startsWith(sentence) ? [Description.slice(sentence.length)] : [],
  );
  const there = found.length > 0 ? `there are ${found.toSorted().join(', ')}` : 'there is none at all';
  return new ConfigurationError(
    `--environment: got ${JSON.stringify(environment)}, which this account and region have no deployment of (${there})`,
  );
}
