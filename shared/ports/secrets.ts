import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { ConfigurationError, Unavailable } from '../errors.ts';
import { faultsOf } from '../events/faults.ts';

/** Attached to a version until AWSCURRENT moves to it; PutSecretValue alone would move that unconditionally. */
const pendingStage = 'ADAPTERPENDING';

/** What a secret must hold, and the JSON that an operator is told to put there. */
export type SecretFormat<Value> = { readonly schema: z.core.$ZodType<Value>; readonly example: string };

export type SecretVersion<Value> = {
  readonly value: Value;
  readonly versionId: string;
  /** When this version was stored, where Secrets Manager says so. */
  readonly storedAt?: Date | undefined;
};

export type SecretReplacement = {
  readonly secretId: string;
  readonly value: unknown;
  /** The version that was read, from which AWSCURRENT moves. */
  readonly seenVersionId: string;
  /** A fresh UUID: Secrets Manager makes it the new version's id, so that a repeated request stores one version. */
  readonly newVersionId: string;
};

/** Thrown when a secret does not exist or was never filled. */
export class SecretMissing extends ConfigurationError {}

export type Secrets = {
  /** The current version; throws SecretMissing, ConfigurationError where it holds something else, Unavailable. */
  readonly read: <Value>(secretId: string, format: SecretFormat<Value>) => Promise<SecretVersion<Value>>;
  /** Compare-and-set; `lost` where another version became current since the one seen was read. Throws Unavailable. */
  readonly replace: (replacement: SecretReplacement) => Promise<'replaced' | 'lost'>;
};

/** Secrets as JSON in Secrets Manager; values appear in no error. */
export function createSecrets({ client }: { readonly client: SecretsManagerClient }): Secrets {
  return {
    read: async (secretId, format) => {
      const { text, versionId, storedAt } = await currentVersion(client, secretId);
      if (!text || !versionId) throw new SecretMissing(`secret ${secretId} is empty: ${remedy(format)}`);
      return { value: parseSecret(text, secretId, format), versionId, storedAt };
    },
    replace: async (replacement) => {
      await putPending(client, replacement);
      return await moveCurrent(client, replacement);
    },
  };
}

async function currentVersion(client: SecretsManagerClient, secretId: string) {
  try {
    const command = new GetSecretValueCommand({ SecretId: secretId });
    const { SecretString, VersionId, CreatedDate } = await client.send(command);
    return { text: SecretString, versionId: VersionId, storedAt: CreatedDate };
  } catch (cause) {
    if (cause instanceof ResourceNotFoundException)
      throw new SecretMissing(`secret ${secretId} does not exist or has no value: deploy again`, { cause });
    throw unavailable(`did not give secret ${secretId}`, cause);
  }
}

function parseSecret<Value>(text: string, secretId: string, format: SecretFormat<Value>): Value {
  const parsed = z.safeParse(format.schema, parseJson(text));
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error).map(({ path, message }) => `${path}: ${message}`);
  throw new ConfigurationError(
    `secret ${secretId} does not hold what it must (${faults.join('; ')}): ${remedy(format)}`,
  );
}

/** The error of JSON.parse quotes the text, so it must go no further; what is no JSON fits no schema. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function remedy({ example }: SecretFormat<unknown>): string {
  return `put ${example} into it`;
}

async function putPending(client: SecretsManagerClient, replacement: SecretReplacement): Promise<void> {
  const { secretId, value, newVersionId } = replacement;
  const command = new PutSecretValueCommand({
    SecretId: secretId,
    ClientRequestToken: newVersionId,
    SecretString: JSON.stringify(value),
    VersionStages: [pendingStage],
  });
  try {
    await client.send(command);
  } catch (cause) {
    throw unavailable(`did not take a new version of secret ${secretId}`, cause);
  }
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html */
async function moveCurrent(client: SecretsManagerClient, replacement: SecretReplacement) {
  const { secretId, seenVersionId, newVersionId } = replacement;
  const command = new UpdateSecretVersionStageCommand({
    SecretId: secretId,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: newVersionId,
    RemoveFromVersionId: seenVersionId,
  });
  try {
    await client.send(command);
    return 'replaced';
  } catch (cause) {
    // A move whose answer was lost fails when it is repeated, so only what is current now tells how the race ended.
    const { versionId } = await currentVersion(client, secretId);
    if (versionId === newVersionId) return 'replaced';
    if (versionId !== seenVersionId) return 'lost';
    throw unavailable(`did not make the new version of secret ${secretId} current`, cause);
  }
}

function unavailable(what: string, cause: unknown): Unavailable {
  const name = cause instanceof Error ? cause.name : 'unknown error';
  return new Unavailable(`Secrets Manager ${what} (${name})`, { cause });
}
