import { daysPerMonth } from './assumptions.ts';
import { type PriceName, prices } from './prices.ts';
import { type Traffic, trafficOf } from './traffic.ts';
import { queueUsage } from './usage/queues.ts';
import { receivingUsage } from './usage/receiving.ts';
import { standingUsage } from './usage/standing.ts';
import { tableUsage } from './usage/table.ts';
import { watchingUsage } from './usage/watching.ts';
import { workingUsage } from './usage/working.ts';
import type { Usage } from './usage.ts';
import type { Workload } from './workload.ts';

/** A line of the bill: one price and what a month takes of it. */
export type BillLine = {
  readonly price: PriceName;
  readonly service: string;
  readonly unit: string;
  readonly quantity: number;
  /** Of `quantity`, what the free tier takes off; 0 where it is not asked for. */
  readonly free: number;
  readonly usd: number;
  readonly uses: readonly Usage[];
};

export type Bill = {
  readonly lines: readonly BillLine[];
  readonly usd: number;
  readonly usdPerMillionEvents: number;
  readonly usdPerAgent: number;
};

const parts: readonly ((traffic: Traffic) => Usage[])[] = [
  receivingUsage,
  queueUsage,
  workingUsage,
  tableUsage,
  standingUsage,
  watchingUsage,
];

/** A month's bill by AWS's list prices, what an account has free taken off where that is asked for. */
export function billOf(work: Workload, { freeTier }: { readonly freeTier: boolean }): Bill {
  const traffic = trafficOf(work);
  const usages = parts.flatMap((part) => part(traffic)).filter(({ quantity }) => quantity > 0);
  const byPrice = Map.groupBy(usages, ({ price }) => price);
  const lines = [...byPrice].map(([price, uses]) => lineOf(price, uses, freeTier));
  const usd = lines.reduce((sum, line) => sum + line.usd, 0);
  return {
    lines,
    usd,
    usdPerMillionEvents: (usd / (work.eventsPerDay * daysPerMonth)) * 1e6,
    usdPerAgent: usd / work.agents,
  };
}

function lineOf(price: PriceName, uses: readonly Usage[], freeTier: boolean): BillLine {
  const { service, unit, usd, per, freePerMonth = 0 } = prices[price];
  const quantity = uses.reduce((sum, use) => sum + use.quantity, 0);
  const free = freeTier ? Math.min(quantity, freePerMonth) : 0;
  return { price, service, unit, quantity, free, usd: ((quantity - free) * usd) / per, uses };
}

/** What each service costs, the dearest first. */
export function byService({ lines }: Bill): readonly (readonly [service: string, usd: number])[] {
  const services = Map.groupBy(lines, ({ service }) => service);
  return [...services]
    .map(([service, own]) => [service, own.reduce((sum, { usd }) => sum + usd, 0)] as const)
    .toSorted(([, one], [, other]) => other - one);
}
