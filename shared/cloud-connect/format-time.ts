import type { CloudConnectConfiguration } from '../configuration/configuration.ts';
import type { Instant } from '../events/instant.ts';

export type TimeFormat = CloudConnectConfiguration['timeFormat'];

/** An instant as the API takes it, in UTC and cut to the second: `10/20/2020 2:13:12` or `2020-10-20 02:13:12`. */
export function formatTime(instant: Instant, format: TimeFormat): string {
  const date = instant.slice(0, 10);
  const time = instant.slice(11, 19);
  if (format === 'YYYY-MM-DD HH:mm:ss') return `${date} ${time}`;
  const [year, month, day] = date.split('-');
  return `${Number(month)}/${Number(day)}/${year} ${Number(time.slice(0, 2))}${time.slice(2)}`;
}
