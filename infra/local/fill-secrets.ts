import { randomBytes } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import type { AwsEndpoint } from './aws-endpoint/start-aws-endpoint.ts';
import type { Deployment } from './deployment.ts';
import type { LocalOptions } from './local-options.ts';
import { sourceOf, webhookSourceOf } from './sample-webhooks.ts';

export type FillOptions = {
  readonly deployment: Deployment;
  readonly endpoint: Pick<AwsEndpoint, 'url' | 'administrator'>;
  readonly region: string;
  readonly configuration: Configuration;
  /** For the API. */
  readonly credentials: { readonly userName: string; readonly password: string };
  /** The signing secrets a person has set. */
  readonly given: LocalOptions['sourceSecrets'];
};

const stored = z.object({ secrets: z.array(z.string()) });

/**
 * Does what an operator does after a deployment: fills the credentials and each source's signing secrets. Those given
 * are set, those kept from an earlier run stay, the others are made up. Returns the secrets by source.
 */
export async function fillSecrets(
  options: FillOptions,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { deployment, endpoint, region, configuration, credentials, given } = options;
  const client = new SecretsManagerClient({
    region,
    endpoint: endpoint.url,
    credentials: endpoint.administrator,
  });
  // A version that says nothing new would only use up the hundred that a secret may have.
  const put = async (id: string, value: unknown) => {
    const text = JSON.stringify(value);
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    if (SecretString !== text)
      await client.send(new PutSecretValueCommand({ SecretId: id, SecretString: text }));
  };
  const { userName, password } = credentials;
  await put(variable(deployment, 'CREDENTIALS_SECRET_ID'), { userName, password });
  const filled: Record<string, readonly string[]> = {};
  for (const [name, settings] of Object.entries(configuration.sources)) {
    if (sourceOf(settings).transport !== 'webhook') continue;
    const prefix = variable(deployment, 'SOURCE_SECRET_PREFIX');
    const kept = await storedSecrets(client, prefix + name);
    const secrets =
      given[name] ?? (kept.length > 0 ? kept : [webhookSourceOf(settings).secretFrom(randomBytes(32))]);
    await put(prefix + name, { secrets });
    filled[name] = secrets;
  }
  client.destroy();
  return filled;
}

async function storedSecrets(client: SecretsManagerClient, id: string): Promise<readonly string[]> {
  const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  return stored.safeParse(JSON.parse(SecretString)).data?.secrets ?? [];
}

/** The names of the secrets are what the functions are told, whichever function that is. */
function variable(deployment: Deployment, name: string): string {
  const value = deployment.functions
    .map(({ environment }) => environment[name])
    .find((found) => found !== undefined);
  if (value === undefined) throw new ConfigurationError(`no function of the template is given ${name}`);
  return value;
}
