import * as z from 'zod/mini';
import { EVERY_YEARS_DAY, isRealDay } from './calendar-day.ts';

/** An instant as the canonical events carry it: ISO 8601, UTC, exactly three fractional digits. */
export type Instant = string;

const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Canonical already, and of a day that every year has: most times are, and need no calendar. */
const PLAIN = new RegExp(`^\\d{4}-${EVERY_YEARS_DAY}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$`);
const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * The canonical form of an RFC 3339 date-time with any offset and any number of fractional digits (those past
 * milliseconds are dropped, never rounded up into another second); undefined where it is not one.
 */
export function toInstant(text: string): Instant | undefined {
  if (PLAIN.test(text)) return text;
  const parts = RFC_3339.exec(text);
  if (!parts) return undefined;
  const [, date = '', time, fraction = '', offset = 'Z'] = parts;
  const at = Date.parse(`${date}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${offset.toUpperCase()}`);
  if (Number.isNaN(at) || !isRealDay(date)) return undefined;
  return inFourDigitYears(new Date(at).toISOString());
}

/** The canonical form of Unix time in milliseconds; undefined where no calendar date corresponds. */
export function fromEpochMs(epochMs: number): Instant | undefined {
  const at = new Date(epochMs);
  return Number.isNaN(at.getTime()) ? undefined : inFourDigitYears(at.toISOString());
}

function inFourDigitYears(text: string): Instant | undefined {
  return CANONICAL.test(text) ? text : undefined;
}

/** A time in our own messages: canonical already. */
export const instant = z
  .string()
  .check(
    z.regex(CANONICAL, 'must be an ISO 8601 time in UTC with milliseconds, such as 2026-11-23T09:01:22.480Z'),
  );
