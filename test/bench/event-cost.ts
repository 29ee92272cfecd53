import { join } from 'node:path';
import { pricesAsOf } from '../../infra/ops/cost/prices.ts';
import { assumptions, loads } from './event-cost/counts.ts';
import type { Counted } from './event-cost/measure.ts';
import { type Dollars, priceCounts, rowDollars, totalOf } from './event-cost/price-counts.ts';
import { inProcess } from './in-process.ts';
import type { BenchOptions, Report } from './report.ts';

const script = join(import.meta.dirname, 'event-cost/measure.ts');
const goals: Readonly<Record<number, number>> = { 1: 1.75, 10: 0.2, 25: 0.09 };
/** Each with its column's head. */
const parts = {
  gateway: 'gateway',
  queue: 'queue',
  invocations: 'invocations',
  logs: 'logs',
  computing: 'computing',
  table: 'table',
  secrets: 'secrets',
  dataOut: 'data out to the API',
} as const satisfies Record<keyof Dollars, string>;
const partNames = Object.keys(parts) as readonly (keyof Dollars)[];

export type EventCostOptions = BenchOptions & { readonly events?: number };

/**
 * What a million state changes cost from the gateway to the API, by the calls and bytes that the bundled functions make. The goals are
 * held at full load, where the pollers' requests are full; with less traffic AWS makes more of them, and batches are smaller.
 */
export async function benchEventCost({ events = 5000 }: EventCostOptions = {}): Promise<Report> {
  const input = { events, sizes: Object.keys(goals).map(Number) };
  const { counted } = await inProcess<{ counted: readonly Counted[] }>(script, input);
  const priced = counted.map((each) => ({ ...each, dollars: priceCounts(each.counts) }));
  return {
    bench: 'event-cost',
    about: `${events} events a line, counted and scaled to a million; list prices of ${pricesAsOf}, in US dollars`,
    head: [
      'events a webhook',
      'webhooks a second',
      'queued',
      ...Object.values(parts),
      'together',
      'rows in the log, if asked for',
    ],
    rows: priced.map(({ size, load, packing, counts, dollars }) => [
      String(size),
      String(loads[load] ?? 'full batches'),
      packing,
      ...partNames.map((part) => dollars[part].toFixed(3)),
      totalOf(dollars).toFixed(2),
      rowDollars(counts).toFixed(2),
    ]),
    goals: priced
      .filter(({ load, packing }) => load === 'full' && packing === 'packed')
      .map(({ size, dollars }) => ({
        what: `dollars a million events, ${size} a webhook`,
        measured: totalOf(dollars),
        bound: '≤',
        goal: goals[size] ?? 0,
      })),
    figures: { pricesAsOf, assumptions, loads, priced },
  };
}
