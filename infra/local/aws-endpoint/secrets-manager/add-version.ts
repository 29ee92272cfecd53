import { AwsRefusal } from '../aws-refusal.ts';
import { current, moveStage, type Secret, type SecretVersion } from './secret.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const maxVersions = 100;
const maxStages = 20;
const prunableAfterMs = 24 * 60 * 60 * 1000;

/**
 * The secret with a version added and its labels moved onto it. A version of the same id and value changes nothing;
 * one of another value throws ResourceExistsException.
 */
export function addVersion(secret: Secret, added: SecretVersion): Secret {
  const existing = secret.versions.find(({ id }) => id === added.id);
  if (existing && existing.text === added.text && existing.bytes === added.bytes) return secret;
  if (existing)
    throw new AwsRefusal(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${added.id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  if (added.stages.length > maxStages)
    throw new AwsRefusal('LimitExceededException', `A version can have at most ${maxStages} staging labels.`);
  const kept = makeRoom(secret.versions, added.createdAt);
  // The first version is the current one whatever it is labelled.
  const stages = secret.versions.length === 0 ? [...new Set([...added.stages, current])] : added.stages;
  const grown = { ...secret, versions: [...kept, { ...added, stages: [] }], changedAt: added.createdAt };
  return stages.reduce((result, stage) => moveStage(result, stage, added.id), grown);
}

/** Versions without a label go, the oldest first, but never before they are a day old. */
function makeRoom(versions: readonly SecretVersion[], now: number): readonly SecretVersion[] {
  if (versions.length < maxVersions) return versions;
  const oldest = versions.find(
    ({ stages, createdAt }) => stages.length === 0 && now - createdAt > prunableAfterMs,
  );
  if (oldest) return versions.filter((version) => version !== oldest);
  throw new AwsRefusal(
    'LimitExceededException',
    `The secret has ${maxVersions} versions, none of which is unlabelled and more than a day old.`,
  );
}
