import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../../write-whole.ts';
import { AwsRefusal } from '../aws-refusal.ts';
import { type Secret, secretsFile } from './secret.ts';

export type SecretStore = {
  /** By name, ARN, or ARN without its random suffix. */
  readonly find: (secretId: string) => Secret | undefined;
  /** As `find`; throws ResourceNotFoundException. */
  readonly get: (secretId: string) => Secret;
  readonly save: (secret: Secret) => void;
};

/** The secrets, in memory and, where a path is given, in a file that only its owner can read. */
export function openSecretStore(path?: string): SecretStore {
  const secrets = new Map(readSecrets(path).map((secret) => [secret.name, secret]));
  const find = (secretId: string) =>
    secrets.get(secretId) ??
    [...secrets.values()].find(({ arn }) => arn === secretId || arn.slice(0, -'-XXXXXX'.length) === secretId);
  return {
    find,
    get: (secretId) => {
      const secret = find(secretId);
      if (secret) return secret;
      throw new AwsRefusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    },
    save: (secret) => {
      secrets.set(secret.name, secret);
      if (path) writeWhole(path, JSON.stringify({ secrets: [...secrets.values()] }, null, 2));
    },
  };
}

function readSecrets(path: string | undefined): Secret[] {
  if (!path || !existsSync(path)) return [];
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return secretsFile.parse(data).secrets;
}
