import { readFileSync } from 'node:fs';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { alternate } from '../alternate.ts';
import { type ConsumerName, consumers } from './consumers.ts';

/** Windows that one environment drains one after the other, each with the time that it is then. */
export type TimedWindow = { readonly nowMs: number; readonly window: readonly QueueMessage[] };

/** Windows in a file of JSON (`TimedWindow[]`): made elsewhere, so that making them is in no peak of memory. */
export type Load = { readonly file: string; readonly events: number };

/** What one process measures. */
export type DrainInput =
  /** The CPU time of each side, in turn. */
  | { readonly times: Readonly<Record<string, readonly [ConsumerName, Load]>>; readonly rounds: number }
  /** The most memory that one takes; `none` only has the windows. */
  | { readonly peakOf: ConsumerName | 'none'; readonly load: Load };
export type DrainTimes = { readonly times: Readonly<Record<string, readonly number[]>> };
export type DrainPeak = { readonly peakKb: number };

const input: DrainInput = JSON.parse(process.argv[2] ?? '{}');
process.send?.('times' in input ? { times: await timesOf(input) } : await peakOf(input));
process.disconnect();

async function timesOf({ times, rounds }: Extract<DrainInput, { times: unknown }>) {
  const windows = new Map(Object.values(times).map(([, { file }]) => [file, readWindows(file)]));
  const sides = Object.entries(times).map(([side, [name, { file, events }]]) => [
    side,
    () => drain(name, windows.get(file) ?? [], events),
  ]);
  return await alternate<string>(Object.fromEntries(sides), { rounds, warmUps: 2 });
}

function readWindows(file: string): readonly TimedWindow[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * A fresh environment drains every window; the milliseconds of CPU that took, those of collecting its garbage beside it included,
 * since a function of 512 MB has less than a third of one CPU for both.
 */
async function drain(name: ConsumerName, windows: readonly TimedWindow[], events: number): Promise<number> {
  const consume = consumers[name]();
  const before = process.cpuUsage();
  for (const { window, nowMs } of windows) {
    const count = await consume(window, nowMs);
    if (count !== events) throw new Error(`${name} made ${count} rows of ${events} events`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function peakOf({ peakOf: name, load }: Extract<DrainInput, { load: unknown }>): Promise<DrainPeak> {
  const windows = readWindows(load.file);
  if (name !== 'none') await drain(name, windows, load.events);
  return { peakKb: process.resourceUsage().maxRSS };
}
