import { expect, test } from 'vitest';
import { type Bill, billOf, byService } from '../../infra/ops/cost/bill.ts';
import { parseCost } from '../../infra/ops/cost/parse-cost.ts';
import { money } from '../../infra/ops/cost/tell-bill.ts';
import { workloadOf } from '../../infra/ops/cost/workload.ts';
import { readmeTable } from './readme-tables.ts';

/** The bill of a center of so many agents, as `npm run ops -- cost --agents N` reckons it. */
function billOfCenter(agents: number): Bill {
  const request = parseCost(['cost', '--agents', String(agents)]);
  if (!request) throw new Error('it is no cost');
  return billOf(workloadOf(request), request);
}

const bills = [200, 2000, 20_000].map(billOfCenter);

test('the README has the bill of three centers, service by service', () => {
  const services = byService(bills[1] ?? billOfCenter(2000)).map(([service]) => service);
  const rowOf = (what: string, usd: (bill: Bill) => number) => [
    what,
    ...bills.map((bill) => money(usd(bill))),
  ];
  const rows = [
    ...services.map((name) =>
      rowOf(name, (bill) => byService(bill).find(([service]) => service === name)?.[1] ?? 0),
    ),
    rowOf('**together, a month**', ({ usd }) => usd),
    rowOf('for a million events', ({ usdPerMillionEvents }) => usdPerMillionEvents),
    rowOf('for an agent', ({ usdPerAgent }) => usdPerAgent),
  ];
  expect(readmeTable('| USD a month | 200 agents |')).toEqual(rows);
});
