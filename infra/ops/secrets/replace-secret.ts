import { randomUUID } from 'node:crypto';
import { Unavailable } from '../../../shared/errors.ts';
import type { Secrets } from '../../../shared/ports/secrets.ts';
import { secretName } from './secret-name.ts';

/** Stores the value in place of the version seen; throws Unavailable where somebody else stored one meanwhile. */
export async function replaceSecret(
  store: Pick<Secrets, 'replace'>,
  secretId: string,
  { value, seenVersionId }: { readonly value: unknown; readonly seenVersionId: string },
): Promise<void> {
  const outcome = await store.replace({ secretId, value, seenVersionId, newVersionId: randomUUID() });
  if (outcome === 'lost')
    throw new Unavailable(
      `${secretName(secretId)} was changed by somebody else at the same time, and is as they left it: try again`,
    );
}
