import * as z from 'zod/mini';
import { AwsRefusal } from '../aws-refusal.ts';
import { addVersion } from './add-version.ts';
import { type Operation, secretId, versionInput, versionOf } from './operation.ts';

const putInput = z.object({ SecretId: secretId, ...versionInput });

export const putSecretValue: Operation = (data, { store, now }) => {
  const input = putInput.parse(data);
  const version = versionOf(input, now());
  if (!version) throw new AwsRefusal('InvalidRequestException', 'Give one of SecretString and SecretBinary.');
  const secret = addVersion(store.get(input.SecretId), version);
  store.save(secret);
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    VersionStages: secret.versions.find(({ id }) => id === version.id)?.stages,
  };
};
