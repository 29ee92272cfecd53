import { SignatureRefused } from '../errors.ts';

/**
 * The same check, but whatever else it throws counts as refused: an accident never lets a webhook in, and bytes that cannot
 * be read are not genuine yet, so that they are no dead letter.
 */
export function failClosed<Given extends readonly unknown[], Proved>(
  check: (...given: Given) => Proved,
): (...given: Given) => Proved {
  return (...given) => {
    try {
      return check(...given);
    } catch (cause) {
      if (cause instanceof SignatureRefused) throw cause;
      throw new SignatureRefused('the signature could not be checked', { cause });
    }
  };
}
