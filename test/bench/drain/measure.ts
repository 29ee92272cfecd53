import { alternate } from '../alternate.ts';
import { type ConsumerName, consumers } from './consumers.ts';
import { type Packing, windowOf } from './window.ts';

/** What one process measures: times of all consumers in turn, or the most memory that one of them takes. */
export type DrainInput = {
  readonly events: number;
  readonly packing: Packing;
  /** So many windows one after the other, each of other events. */
  readonly windows: number;
  readonly rounds: number;
  /** For the memory; `none` only makes the windows. */
  readonly only?: ConsumerName | 'none';
};
export type DrainTimes = { readonly times: Readonly<Record<ConsumerName, readonly number[]>> };
export type DrainPeak = { readonly peakKb: number };

const { events, packing, windows, rounds, only }: DrainInput = JSON.parse(process.argv[2] ?? '{}');
const startMs = Date.now();
const minuteMs = 60_000;
const gathered = Array.from({ length: windows }, (_, index) =>
  windowOf({ events, packing, nowMs: startMs + index * minuteMs }),
);
process.send?.(only ? await peakOf(only) : { times: await timesOf() });
process.disconnect();

async function timesOf(): Promise<DrainTimes['times']> {
  const names = Object.keys(consumers) as ConsumerName[];
  const measured = Object.fromEntries(names.map((name) => [name, () => drain(name)]));
  return await alternate(measured as Record<ConsumerName, () => Promise<number>>, { rounds, warmUps: 2 });
}

/** A fresh environment drains every window; the milliseconds that took. */
async function drain(name: ConsumerName): Promise<number> {
  const consume = consumers[name]();
  const startedMs = performance.now();
  for (const [index, window] of gathered.entries()) {
    const count = await consume(window, startMs + index * minuteMs);
    if (count !== events) throw new Error(`${name} made ${count} rows of ${events} events`);
  }
  return performance.now() - startedMs;
}

async function peakOf(name: ConsumerName | 'none'): Promise<DrainPeak> {
  if (name !== 'none') await drain(name);
  return { peakKb: process.resourceUsage().maxRSS };
}
