import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
      if (path) writeSecrets(path, [...secrets.values()]);
    },
  };
}

function readSecrets(path: string | undefined): Secret[] {
  if (!path || !existsSync(path)) return [];
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return secretsFile.parse(data).secrets;
}

/** Whole or not at all: a run that is killed while writing leaves the file as it was. */
function writeSecrets(path: string, secrets: readonly Secret[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.draft`;
  writeFileSync(draft, JSON.stringify({ secrets }, null, 2), { mode: 0o600 });
  renameSync(draft, path);
}
