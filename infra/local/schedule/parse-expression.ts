import { ConfigurationError } from '../../../shared/errors.ts';
import { type Cron, parseCron } from './cron.ts';

/** When a schedule runs. */
export type Recurrence =
  | { readonly type: 'rate'; readonly everyMs: number }
  | { readonly type: 'cron'; readonly cron: Cron };

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(10 minutes)` or `cron(...)`; throws ConfigurationError for anything else.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseExpression(expression: string): Recurrence {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const everyMs = Number(count) * (unitMs[unit] ?? 0);
  if (everyMs > 0) return { type: 'rate', everyMs };
  const [, fields] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (fields) return { type: 'cron', cron: parseCron(fields) };
  throw new ConfigurationError(
    `the schedule expression '${expression}' cannot run locally: use rate(n minutes|hours|days) or cron(six fields)`,
  );
}
