import * as z from 'zod/mini';
import { fromEpochMs, toInstant } from '../events/instant.ts';
import { maxUnits } from '../events/max-units.ts';
import { fromZonedTime } from '../events/zoned-time.ts';
import type { TranslationContext } from './source.ts';

/**
 * The fields that vendors' payloads are made of, each giving what a canonical event holds.
 * An id is a string always, whether the vendor writes a number or a string, and at most as long as the API stores.
 */
export const vendorField = {
  /** An agent's or a queue's. */
  id: idOfAtMost(50),
  /** One of several that the configuration chooses from: what is no id counts as missing, which matters only if it is chosen. */
  idChoice: z.catch(z.nullish(idOfAtMost(50)), null),
  /** A contact's; it never leaves the adapter, so it may be longer. */
  contactId: idOfAtMost(255),
  /** A state or a reason. */
  word: z.string().check(z.minLength(1), maxUnits(255)),
  /** RFC 3339, any offset, any precision. */
  time: timeFrom(z.string(), toInstant, 'must be an RFC 3339 time, such as 2026-11-23T09:01:22.480Z'),
  unixSeconds: timeFrom(
    z.int(),
    (seconds) => fromEpochMs(seconds * 1000),
    'must be a Unix time in whole seconds',
  ),
  unixMs: timeFrom(z.int(), fromEpochMs, 'must be a Unix time in whole milliseconds'),
  /** A wall-clock time in the zone that the configuration names; with an offset of its own, that one counts. */
  zonedTime: ({ settings: { timeZone }, receivedAt }: TranslationContext) =>
    timeFrom(
      z.string(),
      (text) => toInstant(text) ?? (timeZone ? fromZonedTime(text, timeZone, receivedAt) : undefined),
      'must be a time such as 2026-11-23 09:01:22, in the configured timeZone',
    ),
  /** A direction that is neither is schema drift: it decides which column a contact counts in. */
  direction: z.enum(['inbound', 'outbound']),
} as const;

/** A number that came as one or as its digits, to be piped into its schema: a form knows only text, and vendors waver in JSON. */
export const numeral = z.transform((written: unknown) =>
  typeof written === 'string' && /^\d{1,16}$/.test(written) ? Number(written) : written,
);

function idOfAtMost(length: number) {
  const text = z.string().check(z.minLength(1), maxUnits(length));
  return z.pipe(
    z.union([z.string(), z.int()], 'must be a string or a whole number'),
    z.pipe(z.transform(String), text),
  );
}

function timeFrom<Written>(
  written: z.ZodMiniType<Written>,
  toTime: (value: Written) => string | undefined,
  expectation: string,
) {
  return z.pipe(
    written,
    z.transform((value, context) => {
      const time = toTime(value);
      if (time !== undefined) return time;
      context.issues.push({ code: 'custom', message: expectation, input: value });
      return z.NEVER;
    }),
  );
}
