import type * as z from 'zod/mini';
import { Untranslatable } from '../errors.ts';
import { faultsOf } from '../events/faults.ts';

/** So many faults tell what has changed at the vendor; a longer list only fills the dead letter. */
const faultsShown = 5;

/**
 * What a vendor's payload says of the fields that its schema names; throws Untranslatable naming the path of each
 * field that is missing or of another type. `what` is the vendor's name of it, such as `zoom contact_center.user_login`.
 */
export function readPayload<Schema extends z.ZodMiniType>(
  schema: Schema,
  payload: unknown,
  what: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error);
  const shown = faults.slice(0, faultsShown).map(({ path, message }) => `${path}: ${message}`);
  const rest = faults.length > faultsShown ? `; and ${faults.length - faultsShown} more` : '';
  throw misshapen(what, `${shown.join('; ')}${rest}`);
}

/** For a field that a schema has to leave optional, because another may stand in for it, when none of them does. */
export function missingField(what: string, path: string): Untranslatable {
  return misshapen(what, `${path}: is missing`);
}

function misshapen(what: string, faults: string): Untranslatable {
  return new Untranslatable(`${what} is not of the documented shape: ${faults}`);
}
