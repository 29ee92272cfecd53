import { SignatureRefused } from '../errors.ts';
import { equalInConstantTime } from './equal-in-constant-time.ts';
import { usableSecrets } from './require-signer.ts';

/**
 * The stored secret that equals the token which came with the webhook, for vendors that sign nothing. `where` says where
 * it stands, as in `the token in the body`; throws SignatureRefused where it is missing or none of the stored ones.
 */
export function requireToken(
  given: string | null | undefined,
  secrets: readonly string[],
  where: string,
): string {
  if (!given) throw new SignatureRefused(`${where} is missing, and nothing else proves the sender`);
  const usable = usableSecrets(secrets);
  const known = usable.find((secret) => equalInConstantTime(given, secret));
  if (known === undefined)
    throw new SignatureRefused(
      `${where} is none of the ${usable.length} stored secrets: store the one that the vendor shows`,
    );
  return known;
}
