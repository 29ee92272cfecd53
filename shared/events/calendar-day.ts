/**
 * The days that every year has, as `MM-DD` within a regular expression: all but 29 February, which needs a calendar. Most
 * times are of such a day and are known for real by it, on the last days of a month as on any other.
 */
export const EVERY_YEARS_DAY =
  '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)';

const PLAIN = new RegExp(`^\\d{4}-${EVERY_YEARS_DAY}$`);

/** Whether there is the day of a `YYYY-MM-DD`; `Date.parse` would roll 30 February over into March. */
export function isRealDay(date: string): boolean {
  if (PLAIN.test(date)) return true;
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
