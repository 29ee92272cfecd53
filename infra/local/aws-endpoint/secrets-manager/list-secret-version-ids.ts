import * as z from 'zod/mini';
import { type Operation, secretId } from './operation.ts';

const listInput = z.object({ SecretId: secretId, IncludeDeprecated: z._default(z.boolean(), false) });

/** Versions that carry no label are deprecated and left out unless asked for. */
export const listSecretVersionIds: Operation = (data, { store }) => {
  const input = listInput.parse(data);
  const secret = store.get(input.SecretId);
  const listed = secret.versions.filter(({ stages }) => input.IncludeDeprecated || stages.length > 0);
  return {
    ARN: secret.arn,
    Name: secret.name,
    Versions: listed.map(({ id, stages, createdAt }) => ({
      VersionId: id,
      VersionStages: stages,
      CreatedDate: createdAt / 1000,
    })),
  };
};
