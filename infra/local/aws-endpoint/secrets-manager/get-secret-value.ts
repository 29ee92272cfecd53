import * as z from 'zod/mini';
import { AwsRefusal } from '../aws-refusal.ts';
import { type Operation, secretId } from './operation.ts';
import { current } from './secret.ts';

const getInput = z.object({
  SecretId: secretId,
  VersionId: z.optional(z.string()),
  VersionStage: z.optional(z.string()),
});

/** By version, by stage, or by both, which must then name the same version; the current one where neither is given. */
export const getSecretValue: Operation = (data, { store }) => {
  const input = getInput.parse(data);
  const secret = store.get(input.SecretId);
  const stage = input.VersionStage ?? (input.VersionId === undefined ? current : undefined);
  const version = secret.versions.find(
    ({ id, stages }) =>
      (input.VersionId === undefined || id === input.VersionId) &&
      (stage === undefined || stages.includes(stage)),
  );
  if (!version) {
    const sought = stage === undefined ? `VersionId: ${input.VersionId}` : `staging label: ${stage}`;
    throw new AwsRefusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${sought}`,
    );
  }
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    VersionStages: version.stages,
    CreatedDate: version.createdAt / 1000,
    ...(version.text !== undefined && { SecretString: version.text }),
    ...(version.bytes !== undefined && { SecretBinary: version.bytes }),
  };
};
