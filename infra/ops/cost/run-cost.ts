import type { Terminal } from '../terminal.ts';
import { billOf } from './bill.ts';
import type { CostRequest } from './cost-request.ts';
import { priceRegion, pricesAsOf } from './prices.ts';
import { billLines } from './tell-bill.ts';
import { workloadOf } from './workload.ts';

/** Prints what a month costs; asks nobody, neither AWS nor a deployment. Throws ConfigurationError as `workloadOf` does. */
export function runCost(request: CostRequest, { print }: Pick<Terminal, 'print'>): void {
  const work = workloadOf(request);
  const bill = billOf(work, request);
  if (!request.json) {
    for (const line of billLines(bill, work)) print(line);
    return;
  }
  const { agents, eventsPerDay, statesPerDay, contactsPerDay, collectionPoints } = work;
  const priced = { agents, eventsPerDay, statesPerDay, contactsPerDay, collectionPoints };
  print(JSON.stringify({ ...priced, pricesAsOf, region: priceRegion, currency: 'USD', ...bill }));
}
