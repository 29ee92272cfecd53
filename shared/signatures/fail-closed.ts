import { AdapterError, SignatureRefused } from '../errors.ts';

/** The same check, but whatever it throws beside our own errors counts as refused: an accident never lets a webhook in. */
export function failClosed<Given extends readonly unknown[], Proved>(
  check: (...given: Given) => Proved,
): (...given: Given) => Proved {
  return (...given) => {
    try {
      return check(...given);
    } catch (cause) {
      if (cause instanceof AdapterError) throw cause;
      throw new SignatureRefused('the signature could not be checked', { cause });
    }
  };
}
