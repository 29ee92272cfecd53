import { type Price, prices, pricesAsOf } from '../../infra/ops/cost/prices.ts';
import { countContactWork, eventsEach, windowMs } from './count-contact-work.ts';
import type { Report } from './report.ts';

const day = { contacts: 2000, collectionPoints: 12, hours: 4 };

/** What recording and rolling up contacts costs by the list prices that `npm run ops -- cost` reckons with, for a million contacts. */
export async function benchCost(): Promise<Report> {
  const { contacts, collectionPoints, hours } = day;
  const { table, queue, rows } = await countContactWork(day);
  const dollarsOf = (units: number, { usd, per }: Price) => (units / contacts) * 1e6 * (usd / per);
  const costs = [
    ...[...table].map(([name, { requests, writeUnits, readUnits }]) => {
      const dollars =
        dollarsOf(writeUnits, prices.tableWriteUnit) + dollarsOf(readUnits, prices.tableReadUnit);
      return { name, requests, writeUnits, readUnits, dollars };
    }),
    ...Object.entries(queue).map(([name, requests]) => {
      const dollars = dollarsOf(requests, prices.queueRequest);
      return { name: `SQS ${name}`, requests, writeUnits: 0, readUnits: 0, dollars };
    }),
  ].toSorted((one, other) => other.dollars - one.dollars);
  const total = costs.reduce((sum, { dollars }) => sum + dollars, 0);
  return {
    bench: 'cost',
    about:
      `${contacts} contacts of ${eventsEach} events, ${collectionPoints} collection points, ${hours} hours, ` +
      `windows of ${windowMs / 1000} s, ${rows} rows sent; prices of ${pricesAsOf}`,
    head: ['', 'requests', 'write units', 'read units', '$ per million contacts'],
    rows: [
      ...costs.map(({ name, requests, writeUnits, readUnits, dollars }) => [
        name,
        String(requests),
        String(writeUnits),
        String(readUnits),
        dollars.toFixed(2),
      ]),
      ['together', '', '', '', total.toFixed(2)],
    ],
    goals: [],
    figures: { contacts, rows, pricesAsOf, costs, dollarsPerMillionContacts: total },
  };
}
