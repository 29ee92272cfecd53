import { AdapterError, Untranslatable } from '../errors.ts';
import type { Source } from '../sources/source.ts';

/**
 * Reads something from a genuine payload. What goes wrong beside our own errors is Untranslatable with vendors: a fault
 * of ours must not lose their webhook. A first-party sender can send again, so the fault shows as what it is.
 */
export function orUntranslatable<Result>({ firstParty, vendor }: Source, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof AdapterError || firstParty) throw cause;
    throw new Untranslatable(`reading the ${vendor} webhook failed: ${String(cause)}`, { cause });
  }
}
