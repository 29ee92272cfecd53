import * as z from 'zod/mini';
import { AwsRefusal } from '../aws-refusal.ts';
import { type Operation, secretId } from './operation.ts';
import { current, moveStage, type Secret, versionAt } from './secret.ts';

const updateInput = z.object({
  SecretId: secretId,
  VersionStage: z.string(),
  RemoveFromVersionId: z.optional(z.string()),
  MoveToVersionId: z.optional(z.string()),
});
type UpdateInput = z.infer<typeof updateInput>;

/**
 * Moves a label from the version named to another: fails where it is no longer there, which makes it a compare-and-set.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export const updateSecretVersionStage: Operation = (data, { store, now }) => {
  const input = updateInput.parse(data);
  const secret = store.get(input.SecretId);
  assertAttached(secret, input);
  if (input.MoveToVersionId === undefined && input.VersionStage === current)
    throw invalid(`You can only move staging label ${current} to a different secret version.`);
  if (input.MoveToVersionId !== undefined && !secret.versions.some(({ id }) => id === input.MoveToVersionId))
    throw new AwsRefusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret version: ${input.MoveToVersionId}.`,
    );
  store.save({ ...moveStage(secret, input.VersionStage, input.MoveToVersionId), changedAt: now() });
  return { ARN: secret.arn, Name: secret.name };
};

function assertAttached(secret: Secret, input: UpdateInput): void {
  const { VersionStage, RemoveFromVersionId, MoveToVersionId } = input;
  const attached = versionAt(secret, VersionStage)?.id;
  if (attached === RemoveFromVersionId) return;
  if (RemoveFromVersionId === undefined && attached === MoveToVersionId) return;
  if (RemoveFromVersionId === undefined)
    throw invalid(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${VersionStage} is currently attached to version ` +
        `${attached}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  throw invalid(`Staging label ${VersionStage} is not attached to version ${RemoveFromVersionId}.`);
}

function invalid(message: string): AwsRefusal {
  return new AwsRefusal('InvalidParameterException', message);
}
