import { type Price, prices, pricesAsOf } from '../../infra/ops/cost/prices.ts';
import { countContactWork, eventsEach, windowMs } from './count-contact-work.ts';
import { tableOf } from './figures.ts';

const day = { contacts: 2000, collectionPoints: 12, hours: 4 };

/** What recording and rolling up contacts costs by the list prices that `npm run ops -- cost` reckons with, for a million contacts. */
export async function benchCost(): Promise<void> {
  const { contacts, collectionPoints, hours } = day;
  const { table, queue, rows } = await countContactWork(day);
  const dollars = (units: number, { usd, per }: Price) => (units / contacts) * 1e6 * (usd / per);
  const costs = [
    ...[...table].map(([name, { requests, writeUnits, readUnits }]) => ({
      name,
      requests,
      writeUnits,
      readUnits,
      dollars: dollars(writeUnits, prices.tableWriteUnit) + dollars(readUnits, prices.tableReadUnit),
    })),
    ...Object.entries(queue).map(([name, requests]) => ({
      name: `SQS ${name}`,
      requests,
      writeUnits: 0,
      readUnits: 0,
      dollars: dollars(requests, prices.queueRequest),
    })),
  ].toSorted((one, other) => other.dollars - one.dollars);
  const total = costs.reduce((sum, each) => sum + each.dollars, 0);
  console.log(
    `cost: ${contacts} contacts of ${eventsEach} events, ${collectionPoints} collection points, ${hours} hours, ` +
      `windows of ${windowMs / 1000} s, ${rows} rows sent; prices of ${pricesAsOf}`,
  );
  console.log(
    tableOf(
      ['', 'requests', 'write units', 'read units', '$ per million contacts'],
      [
        ...costs.map(({ name, requests, writeUnits, readUnits, dollars: own }) => [
          name,
          String(requests),
          String(writeUnits),
          String(readUnits),
          own.toFixed(2),
        ]),
        ['together', '', '', '', total.toFixed(2)],
      ],
    ),
  );
  console.log(
    JSON.stringify({ bench: 'cost', contacts, rows, pricesAsOf, costs, dollarsPerMillionContacts: total }),
  );
}
