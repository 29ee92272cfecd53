import * as z from 'zod/mini';
import { type SecretFormat, SecretMissing, type Secrets } from './secrets.ts';

const policy = {
  /** How long a withdrawn secret may still be accepted. */
  cacheMs: 5 * 60_000,
  /** A forged signature must not buy a call to Secrets Manager each time. */
  rereadEveryMs: 30_000,
} as const;

/** A source's signing secrets, the current one first. An empty one is dropped: a signature made with no key proves nothing. */
export const sourceSecretFormat = {
  schema: z.pipe(
    z.object({ secrets: z._default(z.array(z.string()), []) }),
    z.transform(({ secrets }) => secrets.filter((secret) => secret.trim() !== '')),
  ),
  example: '{"secrets":["current","previous"]}',
};

export type SourceSecrets = {
  /** A source's signing secrets, the current one first; none where the secret is missing or holds none. */
  readonly read: (source: string) => Promise<readonly string[]>;
  /** The same after a signature that none of them made: read anew if that was not done in the last 30 seconds. */
  readonly readAgain: (source: string) => Promise<readonly string[]>;
};

export type SourceSecretsOptions = {
  readonly secrets: Pick<Secrets, 'read'>;
  /** Followed by the source's name: the secret's id. */
  readonly prefix: string;
  readonly now: () => number;
  /** What the secrets hold: a source's, where left out. */
  readonly format?: SecretFormat<readonly string[]>;
};

type Cached = { readonly list: readonly string[]; readonly readAtMs: number };

/** Signing secrets by source, cached for 5 minutes; throws Unavailable, ConfigurationError where one is no such JSON. */
export function createSourceSecrets(options: SourceSecretsOptions): SourceSecrets {
  const cache = new Map<string, Cached>();
  const readYoungerThan = async (source: string, ageMs: number) => {
    const readAtMs = options.now();
    const cached = cache.get(source);
    if (cached && readAtMs - cached.readAtMs < ageMs) return cached.list;
    const list = await readList(source, options);
    cache.set(source, { list, readAtMs });
    return list;
  };
  return {
    read: (source) => readYoungerThan(source, policy.cacheMs),
    readAgain: (source) => readYoungerThan(source, policy.rereadEveryMs),
  };
}

async function readList(
  source: string,
  { secrets, prefix, format = sourceSecretFormat }: SourceSecretsOptions,
): Promise<readonly string[]> {
  try {
    const { value } = await secrets.read(`${prefix}${source}`, format);
    return value;
  } catch (error) {
    // No secret is no error here: everything is refused, which is what the sender is to see.
    if (error instanceof SecretMissing) return [];
    throw error;
  }
}
