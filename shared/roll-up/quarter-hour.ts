import type { Instant } from '../events/instant.ts';
import { instantsOf, toZonedTime } from '../events/zoned-time.ts';

export const quarterMs = 15 * 60_000;

/** A quarter hour of one collection point, by the instant it begins with. */
export type QuarterHour = { readonly collectionPoint: string; readonly start: Instant };

/**
 * What the API knows one volume row of an account by: the collection point, and what the account's clock shows when the
 * interval begins (`2026-11-01T01:15:00`). In an hour that the clock repeats, two quarter hours have one key.
 */
export type VolumeKey = {
  readonly accountId: string;
  readonly collectionPoint: string;
  readonly interval: string;
};

/** The start of the quarter hour that this instant lies in; every zone's offset is whole quarter hours from UTC. */
export function quarterHourOf(at: Instant): Instant {
  return new Date(Math.floor(Date.parse(at) / quarterMs) * quarterMs).toISOString();
}

export function endOf(start: Instant): Instant {
  return new Date(Date.parse(start) + quarterMs).toISOString();
}

/** Of the quarter hour that ends then. */
export function startOf(end: Instant): Instant {
  return new Date(Date.parse(end) - quarterMs).toISOString();
}

/** The starts of the quarter hours from one to another, which is not among them; both lie on a quarter hour. */
export function quarterHoursBetween(from: Instant, to: Instant): readonly Instant[] {
  const count = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / quarterMs));
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(from) + index * quarterMs).toISOString(),
  );
}

export function volumeKey(
  accountId: string,
  { collectionPoint, start }: QuarterHour,
  timeZone: string,
): VolumeKey {
  return { accountId, collectionPoint, interval: toZonedTime(start, timeZone) };
}

/** The quarter hours that a key stands for, in their order. */
export function quarterHoursIn({ collectionPoint, interval }: VolumeKey, timeZone: string): QuarterHour[] {
  return instantsOf(interval, timeZone).map((start) => ({ collectionPoint, start }));
}
