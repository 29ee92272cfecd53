import { type Price, prices } from '../../../infra/ops/cost/prices.ts';
import { assumptions, type Counts } from './counts.ts';

/** US dollars for a million events, part by part. */
export type Dollars = Readonly<
  Record<'gateway' | 'invocations' | 'computing' | 'queue' | 'logs' | 'table' | 'secrets' | 'dataOut', number>
>;

/** By AWS's list prices. */
export function priceCounts(counts: Counts): Dollars {
  const { events, webhooks, deliveries, sends, receives, deletes } = counts;
  const { accessLogBytes, receiveLogBytes, deliverLogBytes } = counts;
  const perMillion = (units: number, { usd, per }: Price) => (units / events) * 1e6 * (usd / per);
  const gigabytes = (accessLogBytes + receiveLogBytes + deliverLogBytes) / 1e9;
  return {
    gateway: perMillion(webhooks, prices.gatewayRequest),
    invocations: perMillion(webhooks + deliveries, prices.lambdaRequest),
    computing: perMillion(gigabyteSeconds(counts), prices.lambdaGbSecond),
    queue: perMillion(sends + receives + deletes, prices.queueRequest),
    logs: perMillion(gigabytes, prices.logIngested),
    table: perMillion(counts.tableWrites, prices.tableWriteUnit),
    secrets: perMillion(counts.secretCalls, prices.secretCall),
    dataOut: perMillion(counts.apiBytes / 1e9, prices.dataOut),
  };
}

/** What the rows cost beside that, where they are to stand in the log. */
export function rowDollars({ events, rowLogBytes }: Counts): number {
  const { usd, per } = prices.logIngested;
  return (((rowLogBytes / 1e9) * usd) / per / events) * 1e6;
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
