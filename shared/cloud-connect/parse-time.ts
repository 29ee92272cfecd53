import { EVERY_YEARS_DAY, isRealDay } from '../events/calendar-day.ts';

// Hours may have one digit, as in the API's samples; seconds and the whole time of day may be left out, as there.
const MONTH_FIRST = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?: (?<time>[\d:]+))?$/;
const YEAR_FIRST = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[ T](?<time>[\d:]+))?$/;
const TIME_OF_DAY = /^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** The days of any year as our own rows write them, but for February 29th, which needs a calendar. */
const MONTH_AND_DAY =
  '(?:[1-9]|1[0-2])/(?:[1-9]|1\\d|2[0-8])|(?:[13-9]|1[0-2])/(?:29|30)|(?:[13578]|1[02])/31';

/** As our own rows are written: no calendar is needed to know it for a time. */
const PLAIN = new RegExp(
  `^(?:(?:${MONTH_AND_DAY})/2\\d{3} (?:1?\\d|2[0-3])|2\\d{3}-${EVERY_YEARS_DAY} (?:[01]\\d|2[0-3])):[0-5]\\d:[0-5]\\d$`,
);

/** SQL Server's `datetime` begins here. */
const FIRST_YEAR = 1753;

/** A time in one of the API's formats as `YYYY-MM-DDTHH:mm:ss`; undefined where it is none or no such day exists. */
export function parseTime(text: string): string | undefined {
  const parts = (MONTH_FIRST.exec(text) ?? YEAR_FIRST.exec(text))?.groups;
  if (!parts) return undefined;
  const { year = '', month = '', day = '', time = '0:00:00' } = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!TIME_OF_DAY.test(time) || Number(year) < FIRST_YEAR || !isRealDay(date)) return undefined;
  const [hours = '', minutes = '', seconds = '00'] = time.split(':');
  return `${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}

/** Whether `parseTime` gives a time. */
export function isTime(text: string): boolean {
  return PLAIN.test(text) || parseTime(text) !== undefined;
}
