import { type Price, prices } from '../../../infra/ops/cost/prices.ts';
import { assumptions, type Counts, messagesPerRequest } from './counts.ts';

/** US dollars for a million events, part by part. */
export type Dollars = Readonly<
  Record<'gateway' | 'invocations' | 'computing' | 'queue' | 'logs' | 'table' | 'secrets', number>
>;

/** By AWS's list prices. */
export function priceCounts(counts: Counts): Dollars {
  const { events, webhooks, deliveries } = counts;
  const perMillion = (units: number, { usd, per }: Price) => (units / events) * 1e6 * (usd / per);
  const polls = 2 * Math.ceil(counts.messages / messagesPerRequest);
  const gigabytes = (counts.receiveLogBytes + counts.deliverLogBytes) / 1e9;
  return {
    gateway: perMillion(webhooks, prices.gatewayRequest),
    invocations: perMillion(webhooks + deliveries, prices.lambdaRequest),
    computing: perMillion(gigabyteSeconds(counts), prices.lambdaGbSecond),
    queue: perMillion(counts.sends + polls, prices.queueRequest),
    logs: perMillion(gigabytes, prices.logIngested),
    table: perMillion(counts.tableWrites, prices.tableWriteUnit),
    secrets: perMillion(counts.secretCalls, prices.secretCall),
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
