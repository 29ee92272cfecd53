import type { CloudConnectConfiguration } from '../configuration/configuration.ts';

export type TimeFormat = CloudConnectConfiguration['timeFormat'];

/**
 * A time as the API takes it, cut to the second: `10/20/2020 2:13:12` or `2020-10-20 02:13:12`. An instant is written in
 * UTC, a wall clock's time (`2020-10-20T02:13:12`) as it is.
 */
export function formatTime(time: string, format: TimeFormat): string {
  const date = time.slice(0, 10);
  const clock = time.slice(11, 19);
  if (format === 'YYYY-MM-DD HH:mm:ss') return `${date} ${clock}`;
  if (date !== lastDay.date) lastDay = { date, monthFirst: monthFirst(date) };
  return `${lastDay.monthFirst} ${unpadded(clock)}`;
}

/** A window's thousands of rows are of one day or two. */
let lastDay = { date: '', monthFirst: '' };

function monthFirst(date: string): string {
  return `${unpadded(date.slice(5, 7))}/${unpadded(date.slice(8))}/${date.slice(0, 4)}`;
}

function unpadded(text: string): string {
  return text.startsWith('0') ? text.slice(1) : text;
}
