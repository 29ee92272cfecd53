import { tzOffset } from '@date-fns/tz/tzOffset';
import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { toInstant } from '../events/instant.ts';
import { fromZonedTime } from '../events/zoned-time.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import type { Trust } from '../sources/source.ts';

/** How a vendor writes a time; `sql` is `2026-02-09 08:13:40`, in the time zone of the entry. */
export const timeFormat = z.enum(['unix-s', 'unix-ms', 'iso8601', 'sql']);
export type TimeFormat = z.infer<typeof timeFormat>;

/** Holds a signed time against the clock; throws SignatureRefused where it is too old, too new or not of its format. */
export function requireFreshTime(text: string, format: TimeFormat, trust: Trust): void {
  const seconds = format === 'unix-s' ? text : unixSecondsOf(text, format, trust);
  if (seconds === undefined) throw new SignatureRefused(`the signed time is not written as ${format}`);
  requireFresh(seconds, trust);
}

/** A time as the vendor would write it. */
export function writtenTime(nowMs: number, format: TimeFormat, timeZone = 'UTC'): string {
  const toTheSecond = new Date(nowMs).toISOString().replace(/\.\d+/, '');
  switch (format) {
    case 'unix-s':
      return String(Math.floor(nowMs / 1000));
    case 'unix-ms':
      return String(nowMs);
    case 'iso8601':
      return toTheSecond;
    case 'sql': {
      const wallMs = nowMs + tzOffset(timeZone, new Date(nowMs)) * 60_000;
      return new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ');
    }
  }
}

function unixSecondsOf(text: string, format: TimeFormat, { nowMs, settings }: Trust): string | undefined {
  if (format === 'unix-ms') return /^(\d{1,11})\d{3}$/.exec(text)?.[1];
  const now = new Date(nowMs).toISOString();
  const at = format === 'sql' ? fromZonedTime(text, settings.timeZone ?? 'UTC', now) : toInstant(text);
  return at === undefined ? undefined : String(Math.floor(Date.parse(at) / 1000));
}
