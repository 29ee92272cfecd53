import * as z from 'zod/mini';
import { type Operation, secretId } from './operation.ts';

const describeInput = z.object({ SecretId: secretId });

export const describeSecret: Operation = (data, { store }) => {
  const secret = store.get(describeInput.parse(data).SecretId);
  const labelled = secret.versions.filter(({ stages }) => stages.length > 0);
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.description !== undefined && { Description: secret.description }),
    CreatedDate: secret.createdAt / 1000,
    LastChangedDate: secret.changedAt / 1000,
    VersionIdsToStages: Object.fromEntries(labelled.map(({ id, stages }) => [id, stages])),
  };
};
