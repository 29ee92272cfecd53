import { tzOffset } from '@date-fns/tz/tzOffset';
import { fromEpochMs, type Instant, toInstant } from './instant.ts';

const ZONELESS = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/;
const minuteMs = 60_000;

/** The wall clock's time at an instant, without its zone: `2026-03-09T08:00:00`. */
export function toZonedTime(at: Instant, timeZone: string): string {
  const wallMs = Date.parse(at) + tzOffset(timeZone, new Date(at)) * minuteMs;
  return new Date(wallMs).toISOString().slice(0, 19);
}

/** The instants at which the wall clock shows this time, in their order: two in a repeated hour, none in one that is skipped. */
export function instantsOf(wallTime: string, timeZone: string): readonly Instant[] {
  const wallMs = Date.parse(`${wallTime}Z`);
  const { real } = instantsAround(wallMs, timeZone);
  return real.map((atMs) => new Date(atMs).toISOString());
}

/**
 * The instant of a wall-clock time without zone (`2026-03-09 08:00:00`, perhaps with a fraction), given the zone it is
 * meant in; undefined where it is not one. Of the two instants that a repeated hour has, the later one that is not after
 * `receivedAt` is taken, since a vendor tells what has just happened. A time that the clock skips is read with the offset
 * before the skip.
 */
export function fromZonedTime(text: string, timeZone: string, receivedAt: Instant): Instant | undefined {
  const [, date, time] = ZONELESS.exec(text) ?? [];
  const asIfUtc = date && toInstant(`${date}T${time}Z`);
  if (!asIfUtc) return undefined;
  const wallMs = Date.parse(asIfUtc);
  const { real, candidates } = instantsAround(wallMs, timeZone);
  const [earliest, ...later] = real.length > 0 ? real : candidates.slice(0, 1);
  if (earliest === undefined) return undefined;
  // Clocks differ by seconds, so that a time just ahead of ours is still of now.
  const latestMs = Date.parse(receivedAt) + 5 * minuteMs;
  return fromEpochMs(later.findLast((atMs) => atMs <= latestMs) ?? earliest);
}

/** Those that the clock really shows, the earlier first, among those that it would show with the offsets of these days. */
function instantsAround(wallMs: number, timeZone: string) {
  const candidates = [...offsetsAround(wallMs, timeZone)].map((offset) => wallMs - offset * minuteMs);
  const real = candidates.filter((atMs) => atMs + tzOffset(timeZone, new Date(atMs)) * minuteMs === wallMs);
  return { candidates, real: real.toSorted((one, other) => one - other) };
}

/** The offsets in force a day before and after, the earlier first: no zone changes its clock twice within two days. */
function offsetsAround(wallMs: number, timeZone: string): ReadonlySet<number> {
  const dayMs = 24 * 60 * minuteMs;
  return new Set([wallMs - dayMs, wallMs + dayMs].map((atMs) => tzOffset(timeZone, new Date(atMs))));
}
