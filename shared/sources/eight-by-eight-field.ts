import * as z from 'zod/mini';
import { fromEpochMs, type Instant } from '../events/instant.ts';
import { maxUnits } from '../events/max-units.ts';

/**
 * The fields of the event stream. A field's type is not fixed there: a value that reads as a number or a boolean loses its
 * quotes, and nothing is written as an empty text, as `none` or as 0.
 * https://developer.8x8.com/actions-events/docs/streaming/field-reference
 */
export const streamField = {
  /** Undefined where nothing is said. */
  text: textOfAtMost(255),
  id: textOfAtMost(50),
  /** A time; undefined where there is none. */
  unixSeconds: timeOf(1000),
  unixMs: timeOf(1),
} as const;

function textOfAtMost(length: number) {
  const text = z.pipe(
    z.nullish(z.union([z.string(), z.number(), z.boolean()])),
    z.transform((value) => saidIn(value)),
  );
  return z.optional(z.pipe(text, z.optional(z.string().check(maxUnits(length)))));
}

function saidIn(value: string | number | boolean | null | undefined): string | undefined {
  const text = String(value ?? '');
  return text === '' || text === 'none' ? undefined : text;
}

function timeOf(unitMs: number) {
  const written = z.nullish(z.union([z.int(), z.string().check(z.regex(/^\d*$/, 'must be a Unix time'))]));
  return z.optional(
    z.pipe(
      written,
      z.transform((value): Instant | undefined => {
        const count = Number(value ?? 0);
        return count > 0 ? fromEpochMs(count * unitMs) : undefined;
      }),
    ),
  );
}
