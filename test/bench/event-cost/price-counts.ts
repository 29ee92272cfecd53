import type { prices as listPrices } from '../prices.ts';
import { assumptions, type Counts, messagesPerRequest } from './counts.ts';

/** US dollars for a million events, part by part. */
export type Dollars = Readonly<
  Record<'gateway' | 'invocations' | 'computing' | 'queue' | 'logs' | 'table' | 'secrets', number>
>;

export function priceCounts(counts: Counts, prices: typeof listPrices): Dollars {
  const { events, webhooks, deliveries } = counts;
  const perMillion = (units: number, price: number) => (units / events) * price;
  const polls = 2 * Math.ceil(counts.messages / messagesPerRequest);
  const gigabytes = (counts.receiveLogBytes + counts.deliverLogBytes) / 1e9;
  return {
    gateway: perMillion(webhooks, prices.perMillionGatewayRequests),
    invocations: perMillion(webhooks + deliveries, prices.perMillionInvocations),
    computing: perMillion(gigabyteSeconds(counts), prices.perGigabyteSecond * 1e6),
    queue: perMillion(counts.sends + polls, prices.perMillionQueueRequests),
    logs: perMillion(gigabytes, prices.perGigabyteLogged * 1e6),
    table: perMillion(counts.tableWrites, prices.perMillionWriteUnits),
    secrets: perMillion(counts.secretCalls, prices.perMillionSecretCalls),
  };
}

export function totalOf(dollars: Dollars): number {
  return Object.values(dollars).reduce((sum, each) => sum + each, 0);
}

/** Each invocation is billed by whole milliseconds, what it waits included. */
function gigabyteSeconds({ webhooks, deliveries, receiveMs, deliverMs, apiRequests }: Counts): number {
  const { memoryGb, coreShare, queueCallMs, apiRequestMs } = assumptions;
  const receive = Math.ceil(receiveMs / webhooks / coreShare + queueCallMs) * webhooks;
  const deliver =
    Math.ceil(deliverMs / deliveries / coreShare + (apiRequests / deliveries) * apiRequestMs) * deliveries;
  return ((receive + deliver) / 1000) * memoryGb;
}
