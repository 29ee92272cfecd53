import { AdapterError, Untranslatable } from '../errors.ts';
import type { Source } from '../sources/source.ts';

/**
 * Reads something from a genuine payload. What goes wrong beside our own errors is Untranslatable with vendors: a fault
 * of ours must not lose what they sent. A first-party sender can send again, so the fault shows as what it is.
 */
export function orUntranslatable<Result>({ firstParty, vendor }: Source, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof AdapterError || firstParty) throw cause;
    throw new Untranslatable(`reading what ${vendor} sent failed: ${String(cause)}`, { cause });
  }
}
