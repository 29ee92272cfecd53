import { type FunctionConfiguration, type LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { environmentSchemas, type FunctionName, functionDescription } from '../../shared/environment.ts';
import { ConfigurationError, Unavailable } from '../../shared/errors.ts';

/** The physical names of what operators reach in a deployment. */
export type DeploymentNames = {
  readonly tableName: string;
  readonly queueUrls: { readonly events: string; readonly contacts: string };
  readonly functionNames: { readonly [Name in FunctionName]?: string };
};

/**
 * The names of an environment's deployment, found by what its functions say of themselves: receive-webhook's variables
 * name all the rest. Throws ConfigurationError naming the environments that there are, Unavailable with AWS's words.
 */
export async function findDeploymentNames(
  client: LambdaClient,
  environment: string,
): Promise<DeploymentNames> {
  const functions = await Array.fromAsync(allFunctions(client));
  const named = (name: FunctionName) =>
    functions.find(({ Description }) => Description === functionDescription(name, environment));
  const receiver = named('receive-webhook');
  const variables = environmentSchemas['receive-webhook'].safeParse(receiver?.Environment?.Variables);
  const receiverName = receiver?.FunctionName;
  if (!variables.success || receiverName === undefined) throw noDeployment(environment, functions);
  const { TABLE_NAME, EVENTS_QUEUE_URL, CONTACTS_QUEUE_URL } = variables.data;
  return {
    tableName: TABLE_NAME,
    queueUrls: { events: EVENTS_QUEUE_URL, contacts: CONTACTS_QUEUE_URL },
    functionNames: { 'receive-webhook': receiverName },
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

function noDeployment(environment: string, functions: readonly FunctionConfiguration[]): ConfigurationError {
  const sentence = functionDescription('receive-webhook', '');
  const found = functions.flatMap(({ Description = '' }) =>
    Description.startsWith(sentence) ? [Description.slice(sentence.length)] : [],
  );
  const there = found.length > 0 ? `there are ${found.toSorted().join(', ')}` : 'there is none at all';
  return new ConfigurationError(
    `--environment: got ${JSON.stringify(environment)}, which this account and region have no deployment of (${there})`,
  );
}
