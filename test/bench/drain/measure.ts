import { readFileSync } from 'node:fs';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { alternate } from '../alternate.ts';
import { type Consumer, type ConsumerName, consumers } from './consumers.ts';

/** Windows that one environment drains one after the other, each with the time that it is then. */
export type TimedWindow = { readonly nowMs: number; readonly window: readonly QueueMessage[] };

/** Windows in a file of JSON (`TimedWindow[]`): made elsewhere, so that making them is in no peak of memory. */
export type Load = { readonly file: string; readonly events: number };

/** What one process measures. */
export type DrainInput =
  /** The CPU time of each side, in turn. */
  | { readonly times: Readonly<Record<string, readonly [ConsumerName, Load]>>; readonly rounds: number }
  /** The memory that one takes; `none` only has the windows. */
  | { readonly memoryOf: ConsumerName | 'none'; readonly load: Load };
export type DrainTimes = { readonly times: Readonly<Record<string, readonly number[]>> };
export type DrainMemory = {
  /** The most that the process ever had of the machine, garbage that V8 saw no need to collect included. */
  readonly peakKb: number;
  /** What is left on the heap once all garbage is collected: what an environment remembers. */
  readonly keptKb: number;
};

/** What no collection of garbage may take: a consumer with what it remembers, and the windows, which all have alike. */
const alive: unknown[] = [];

const input: DrainInput = JSON.parse(process.argv[2] ?? '{}');
process.send?.('times' in input ? { times: await timesOf(input) } : await memoryOf(input));
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
  await drainAll(consume, windows, events);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function drainAll(consume: Consumer, windows: readonly TimedWindow[], events: number): Promise<void> {
  for (const { window, nowMs } of windows) {
    const count = await consume(window, nowMs);
    if (count !== events) throw new Error(`a consumer made ${count} rows of ${events} events`);
  }
}

async function memoryOf({
  memoryOf: name,
  load,
}: Extract<DrainInput, { load: unknown }>): Promise<DrainMemory> {
  const windows = readWindows(load.file);
  const consume = name === 'none' ? () => load.events : consumers[name]();
  await drainAll(consume, windows, load.events);
  const peakKb = process.resourceUsage().maxRSS;
  alive.push(consume, windows);
  globalThis.gc?.();
  return { peakKb, keptKb: process.memoryUsage().heapUsed / 1024 };
}
