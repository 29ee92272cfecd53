import * as z from 'zod/mini';
import { current, type SecretVersion } from './secret.ts';
import type { SecretStore } from './secret-store.ts';

export type OperationContext = {
  readonly store: SecretStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly arnOf: (secretName: string) => string;
};

/** One call of Secrets Manager: its input to its output; throws AwsRefusal, and $ZodError for an input that does not fit. */
export type Operation = (input: unknown, context: OperationContext) => Readonly<Record<string, unknown>>;

export const secretId = z.string().check(z.minLength(1));

const maxBytes = 65_536;
const text = z
  .string()
  .check(z.refine((value) => Buffer.byteLength(value) <= maxBytes, `must have at most ${maxBytes} bytes`));

/** The fields that carry a new version; its id is the request's token. */
export const versionInput = {
  ClientRequestToken: z.string().check(z.minLength(32), z.maxLength(64)),
  SecretString: z.optional(text),
  SecretBinary: z.optional(z.string()),
  VersionStages: z._default(z.array(z.string()).check(z.minLength(1)), [current]),
};
const versionFields = z.object(versionInput);

/** The version an input carries; undefined where it has no value. */
export function versionOf(
  input: z.infer<typeof versionFields>,
  createdAt: number,
): SecretVersion | undefined {
  const { ClientRequestToken, SecretString, SecretBinary, VersionStages } = input;
  if (SecretString === undefined && SecretBinary === undefined) return undefined;
  return {
    id: ClientRequestToken,
    ...(SecretString !== undefined && { text: SecretString }),
    ...(SecretBinary !== undefined && { bytes: SecretBinary }),
    stages: VersionStages,
    createdAt,
  };
}
