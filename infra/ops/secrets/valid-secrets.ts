import { looksLikePublicKey } from '../../../shared/signatures/public-key.ts';

/*
 * What becomes of the list of a source's valid secrets, the current one first. Two vendors prove themselves by a key and by a
 * token, and each of the two has a current and a previous one of its own.
 */

/** The new one is current, the one before it stays valid; what was before that is not. */
export function rotated(valid: readonly string[], fresh: string): readonly string[] {
  const [previous] = valid.filter((secret) => areOfOneKind(secret, fresh));
  const others = valid.filter((secret) => !areOfOneKind(secret, fresh));
  return [fresh, ...(previous === undefined ? [] : [previous]), ...others];
}

/** The current one of each kind. */
export function withoutPrevious(valid: readonly string[]): readonly string[] {
  return valid.filter((secret, index) => valid.findIndex((other) => areOfOneKind(secret, other)) === index);
}

function areOfOneKind(one: string, other: string): boolean {
  return looksLikePublicKey(one) === looksLikePublicKey(other);
}
