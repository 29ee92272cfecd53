import * as z from 'zod/mini';
import { AwsRefusal } from '../aws-refusal.ts';
import { addVersion } from './add-version.ts';
import { type Operation, versionInput, versionOf } from './operation.ts';
import type { Secret } from './secret.ts';

const createInput = z.object({
  Name: z.string().check(z.regex(/^[\w/+=.@-]{1,512}$/)),
  Description: z.optional(z.string()),
  ...versionInput,
});

export const createSecret: Operation = (data, { store, now, arnOf }) => {
  const input = createInput.parse(data);
  const version = versionOf(input, now());
  const existing = store.find(input.Name);
  if (existing && !existing.versions.some(({ id }) => id === version?.id))
    throw new AwsRefusal(
      'ResourceExistsException',
      `The operation failed because the secret ${input.Name} already exists.`,
    );
  const secret: Secret = existing ?? {
    arn: arnOf(input.Name),
    name: input.Name,
    ...(input.Description !== undefined && { description: input.Description }),
    versions: [],
    createdAt: now(),
    changedAt: now(),
  };
  store.save(version ? addVersion(secret, version) : secret);
  return { ARN: secret.arn, Name: secret.name, ...(version && { VersionId: version.id }) };
};
