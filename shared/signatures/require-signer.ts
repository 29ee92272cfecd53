import { SignatureRefused } from '../errors.ts';
import { equalInConstantTime } from './equal-in-constant-time.ts';

/**
 * The secret that one of the given signatures was made with; throws SignatureRefused where there is none.
 * A vendor may sign with several secrets while it rotates, and so may we hold several: any pair that matches will do.
 * Where a vendor signs one webhook in one of several ways, `signatureBy` gives them all.
 */
export function requireSigner(
  given: readonly string[],
  secrets: readonly string[],
  signatureBy: (secret: string) => string | readonly string[],
): string {
  const usable = usableSecrets(secrets);
  const signer = usable.find((secret) => {
    const expected = [signatureBy(secret)].flat();
    return given.some((signature) => expected.some((one) => equalInConstantTime(signature, one)));
  });
  if (signer === undefined)
    throw new SignatureRefused(
      `no signature matches the body under any of the ${usable.length} stored signing secrets: sign the bytes as they are sent, with the current secret`,
    );
  return signer;
}

/** An empty secret proves nothing, since everybody knows it, and never counts; throws SignatureRefused where none is left. */
export function usableSecrets(secrets: readonly string[]): readonly string[] {
  const usable = secrets.filter((secret) => secret !== '');
  if (usable.length > 0) return usable;
  throw new SignatureRefused('the source has no signing secret: store the one its vendor shows');
}
