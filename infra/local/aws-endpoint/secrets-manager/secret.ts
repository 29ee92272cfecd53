import * as z from 'zod/mini';

const version = z.strictObject({
  id: z.string(),
  /** Text, or bytes in Base64. */
  text: z.optional(z.string()),
  bytes: z.optional(z.string()),
  stages: z.array(z.string()),
  createdAt: z.number(),
});
export type SecretVersion = z.infer<typeof version>;

const secret = z.strictObject({
  arn: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  /** Oldest first. */
  versions: z.array(version),
  createdAt: z.number(),
  changedAt: z.number(),
});
export type Secret = z.infer<typeof secret>;

/** The file that holds all secrets between runs. */
export const secretsFile = z.strictObject({ secrets: z.array(secret) });

export const current = 'AWSCURRENT';
export const previous = 'AWSPREVIOUS';

/** The version that carries a staging label. */
export function versionAt({ versions }: Secret, stage: string): SecretVersion | undefined {
  return versions.find(({ stages }) => stages.includes(stage));
}

/**
 * The secret with a label on one version alone (on none where `id` is undefined). When AWSCURRENT moves, the version
 * it leaves gets AWSPREVIOUS.
 */
export function moveStage(secret: Secret, stage: string, id: string | undefined): Secret {
  const left = versionAt(secret, stage);
  const moved = secret.versions.map((each) => {
    const others = each.stages.filter((label) => label !== stage);
    return { ...each, stages: each.id === id ? [...others, stage] : others };
  });
  const result = { ...secret, versions: moved };
  const displaced = stage === current && left && left.id !== id;
  return displaced ? moveStage(result, previous, left.id) : result;
}
