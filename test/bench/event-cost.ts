import { join } from 'node:path';
import { pricesAsOf } from '../../infra/ops/cost/prices.ts';
import { assumptions } from './event-cost/counts.ts';
import type { Counted } from './event-cost/measure.ts';
import { type Dollars, priceCounts, totalOf } from './event-cost/price-counts.ts';
import { inProcess } from './in-process.ts';
import type { BenchOptions, Report } from './report.ts';

const script = join(import.meta.dirname, 'event-cost/measure.ts');
const goals: Readonly<Record<number, number>> = { 1: 1.75, 10: 0.2, 25: 0.09 };
const parts = [
  'gateway',
  'queue',
  'invocations',
  'logs',
  'computing',
  'table',
  'secrets',
] as const satisfies readonly (keyof Dollars)[];

export type EventCostOptions = BenchOptions & { readonly events?: number };

/** What a million state changes cost from the gateway to the API, by the calls and bytes that the bundled functions make. */
export async function benchEventCost({ events = 5000 }: EventCostOptions = {}): Promise<Report> {
  const input = { events, sizes: Object.keys(goals).map(Number) };
  const { counted } = await inProcess<{ counted: readonly Counted[] }>(script, input);
  const priced = counted.flatMap(({ size, packed, single }) => [
    { size, packing: 'packed', counts: packed, dollars: priceCounts(packed) },
    { size, packing: 'one a message', counts: single, dollars: priceCounts(single) },
  ]);
  return {
    bench: 'event-cost',
    about: `${events} events a line, counted and scaled to a million; list prices of ${pricesAsOf}, in US dollars`,
    head: ['events a webhook', 'queued', ...parts, 'together'],
    rows: priced.map(({ size, packing, dollars }) => [
      String(size),
      packing,
      ...parts.map((part) => dollars[part].toFixed(3)),
      totalOf(dollars).toFixed(2),
    ]),
    goals: priced
      .filter(({ packing }) => packing === 'packed')
      .map(({ size, dollars }) => ({
        what: `dollars a million events, ${size} a webhook`,
        measured: totalOf(dollars),
        bound: '≤',
        goal: goals[size] ?? 0,
      })),
    figures: { pricesAsOf, assumptions, priced },
  };
}
