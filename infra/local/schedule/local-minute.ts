/** A minute as the clocks of a time zone show it; the weekday counts from 1, Sunday. */
export type LocalMinute = {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly dayOfWeek: number;
  readonly hour: number;
  readonly minute: number;
  /** `2026-11-01T01:30`: sorts as the clocks of the zone run. */
  readonly stamp: string;
};

/** Gives the local minute of an instant; throws RangeError for a zone that does not exist. */
export function createLocalMinutes(timeZone: string): (at: number) => LocalMinute {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const stamp = `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
    return {
      year: Number(parts['year']),
      month: Number(parts['month']),
      dayOfMonth: Number(parts['day']),
      dayOfWeek: new Date(`${stamp}Z`).getUTCDay() + 1,
      hour: Number(parts['hour']),
      minute: Number(parts['minute']),
      stamp,
    };
  };
}
