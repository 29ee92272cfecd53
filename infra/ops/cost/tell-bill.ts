import { columns, widthsOf } from '../terminal.ts';
import { type Bill, byService } from './bill.ts';
import { priceRegion, prices, pricesAsOf } from './prices.ts';
import type { Workload } from './workload.ts';

/** The bill in lines for a person: what is priced, each service with what it is paid for, and the sum. */
export function billLines(bill: Bill, work: Workload): string[] {
  return [
    ...workLines(work),
    '',
    ...aligned([
      ['SERVICE', 'PAID FOR', 'QUANTITY', 'FREE', 'USD PER UNIT', 'USD A MONTH'],
      ...byService(bill).flatMap(([service, usd]) => [
        [service, '', '', '', '', money(usd)],
        ...bill.lines
          .filter((line) => line.service === service)
          .map(({ price, unit, quantity, free, usd: own }) => [
            '',
            `${unit}${prices[price].confirmed ? '' : ' *'}`,
            amount(quantity),
            free > 0 ? amount(free) : '',
            unitPrice(prices[price]),
            money(own),
          ]),
      ]),
      ['together', '', '', '', '', money(bill.usd)],
    ]),
    '',
    `${money(bill.usdPerMillionEvents)} USD per million events, ${money(bill.usdPerAgent)} USD per agent`,
    `List prices of ${pricesAsOf} in ${priceRegion}, without tax, from infra/ops/cost/prices.json; * no dated source confirms the price.`,
    bill.lines.some(({ free }) => free > 0)
      ? 'What every account has free each month is taken off: other applications of the account may use it up.'
      : '--free-tier takes off what every account has free each month.',
  ];
}

function workLines(work: Workload): string[] {
  const { agents, eventsPerDay, statesPerDay, contactsPerDay, collectionPoints, inventory } = work;
  const ways = [...inventory.ways.keys()].join(', ');
  return [
    `${amount(agents)} agents, ${amount(eventsPerDay)} events a day in ${work.busyHours} hours ` +
      `(${amount(statesPerDay)} states, ${amount(contactsPerDay)} contacts), ${work.eventsPerWebhook} to a webhook`,
    `${amount(collectionPoints)} collection points; sources: ${ways}`,
  ];
}

function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(table);
  const texts = 2;
  return columns(
    table.map((row) => row.map((cell, index) => (index < texts ? cell : cell.padStart(widths[index] ?? 0)))),
  ).map((line) => line.trimEnd());
}

export function money(usd: number): string {
  return usd.toFixed(2);
}

function amount(quantity: number): string {
  return quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 100 ? 2 : 0 });
}

function unitPrice({ usd, per }: { readonly usd: number; readonly per: number }): string {
  return per === 1 ? String(usd) : `${usd} / ${per.toLocaleString('en-US')}`;
}
