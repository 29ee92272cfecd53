import { assumptions, daysPerMonth, durations, streaming } from '../assumptions.ts';
import { memoryMb } from '../inventory.ts';
import type { Traffic } from '../traffic.ts';
import { daily, monthly, type Usage } from '../usage.ts';

const gatewayUnitBytes = 524_288;
const gigabyte = 1e9;
/** What a stream keeps beyond the day that is included: it holds seven. */
const daysKept = 6;

/** The ways in: the gateway, buses and streams, and the functions behind them. */
export function receivingUsage(traffic: Traffic): Usage[] {
  const { webhooks, eventsPerWebhook, busEvents, streamBatches } = traffic;
  const webhookUnits = Math.ceil((assumptions.webhookBytesPerEvent * eventsPerWebhook) / gatewayUnitBytes);
  const receiveMs = durations.receiveMs + durations.coldShare * durations.coldStartMs;
  return [
    daily('gatewayRequest', 'webhooks', webhooks * webhookUnits),
    ...runs('receive-webhook', webhooks, receiveMs),
    daily('partnerEvent', 'events of a partner', busEvents.partner),
    ...runs('receive-bus', busEvents.partner + busEvents.own, receiveMs),
    ...streamUsage(traffic),
    ...runs('receive-stream', streamBatches, receiveMs),
  ];
}

/** A function's invocations of a day, and the time they take. */
export function runs(name: keyof typeof memoryMb, perDay: number, ms: number): Usage[] {
  return [
    daily('lambdaRequest', name, perDay),
    daily('lambdaGbSecond', name, (perDay * ms * memoryMb[name]) / 1024 / 1000),
  ];
}

function streamUsage({ records, inventory }: Traffic): Usage[] {
  if (inventory.streams === 0) return [];
  const gbPerDay = (records * streaming.recordBytes) / gigabyte;
  return [
    monthly('streamHour', 'the deployment’s own', inventory.streams * 24 * daysPerMonth),
    daily('streamWritten', 'agent events and contact records', gbPerDay),
    daily('streamRead', 'agent events and contact records', gbPerDay),
    monthly('streamKept', 'a week of them', gbPerDay * daysKept),
  ];
}
