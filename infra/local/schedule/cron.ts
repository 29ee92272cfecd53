import { ConfigurationError } from '../../../shared/errors.ts';
import type { LocalMinute } from './local-minute.ts';

/** The values each field allows. */
export type Cron = Readonly<Record<keyof typeof fields, ReadonlySet<number>>>;

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** In the order they are written; a day of the week counts from 1, Sunday. */
const fields = {
  minute: { from: 0, to: 59, names: [] },
  hour: { from: 0, to: 23, names: [] },
  dayOfMonth: { from: 1, to: 31, names: [] },
  month: { from: 1, to: 12, names: months },
  dayOfWeek: { from: 1, to: 7, names: weekdays },
  year: { from: 1970, to: 2199, names: [] },
} satisfies Record<string, Field>;

type Field = { readonly from: number; readonly to: number; readonly names: readonly string[] };

/**
 * Reads the six fields of an AWS cron expression: numbers, names, `*`, `?`, lists, ranges and steps; throws
 * ConfigurationError for the day wildcards `L`, `W` and `#`, which do not run locally.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function parseCron(text: string): Cron {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...rest] = text.trim().split(/\s+/);
  if (!minute || !hour || !dayOfMonth || !month || !dayOfWeek || !year || rest.length > 0)
    throw new ConfigurationError(`cron(${text}) must have six fields: minute hour day month weekday year`);
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    throw new ConfigurationError(
      `cron(${text}) must have ? as its day of the month or its weekday, and only in one`,
    );
  return {
    minute: parseField(minute, fields.minute),
    hour: parseField(hour, fields.hour),
    dayOfMonth: parseField(dayOfMonth, fields.dayOfMonth),
    month: parseField(month, fields.month),
    dayOfWeek: parseField(dayOfWeek, fields.dayOfWeek),
    year: parseField(year, fields.year),
  };
}

/** Whether a schedule runs in this minute of its time zone. */
export function matchesCron(cron: Cron, minute: LocalMinute): boolean {
  return (
    cron.minute.has(minute.minute) &&
    cron.hour.has(minute.hour) &&
    cron.dayOfMonth.has(minute.dayOfMonth) &&
    cron.month.has(minute.month) &&
    cron.dayOfWeek.has(minute.dayOfWeek) &&
    cron.year.has(minute.year)
  );
}

function parseField(text: string, field: Field): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((item) => parseItem(item, field)));
}

function parseItem(item: string, field: Field): number[] {
  const [, first = '', last, step] = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
  const wild = first === '*' || first === '?';
  const from = wild ? field.from : toNumber(first, field);
  // `5/10` is every tenth from the fifth on, `5` the fifth alone.
  const to = last ? toNumber(last, field) : wild || step ? field.to : from;
  const by = step ? Number(step) : 1;
  if (!(from >= field.from && from <= to && to <= field.to && by > 0))
    throw new ConfigurationError(
      `'${item}' in a cron expression cannot run locally: use ${field.from} to ${field.to}, * ? , - and /`,
    );
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** The value a number or a name stands for, NaN where it is neither. */
function toNumber(text: string, { from, names }: Field): number {
  const index = names.indexOf(text.toUpperCase());
  if (index >= 0) return from + index;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
