import * as z from 'zod/mini';

/**
 * Holds a text to so many UTF-16 code units, as the API's nvarchar columns count. Zod's own maxLength counts code
 * points, of which an emoji is one where the column needs two places.
 */
export function maxUnits(maximum: number, message = `must have at most ${maximum} characters`) {
  return z.refine<string>((text) => text.length <= maximum, message);
}
