import { logBytes } from '../assumptions.ts';
import { runsPerDay } from '../inventory.ts';
import type { Traffic } from '../traffic.ts';
import { daily, monthly, type Usage } from '../usage.ts';

const gigabyte = 1e9;
/** An alarm a day, which reaches each address. */
const ringsPerMonth = 30;

/**
 * The metrics that have data, in numbers: at any hour (the roll-up's three, the token's, four of delivered volume, two of renewals,
 * and each source's webhooks), and while people work (four of delivered states; each source's ignored webhooks and sign-offs). Those of
 * refusals, dead letters and unmapped states have data in few hours, and cost by the hour.
 */
export const metricsWithData = {
  always: 10,
  alwaysBySource: 1,
  busy: 4,
  busyBySource: 2,
} as const;

/** Logs, metrics, alarms and the dashboard. */
export function watchingUsage(traffic: Traffic): Usage[] {
  const { inventory, configuration, busyHours } = traffic;
  const { always, alwaysBySource, busy, busyBySource } = metricsWithData;
  const sources = inventory.ways.size;
  const logs = logBytesPerDay(traffic);
  const all = Object.values(logs).reduce((sum, bytes) => sum + bytes, 0);
  return [
    ...Object.entries(logs).map(([what, bytes]) => daily('logIngested', what, bytes / gigabyte)),
    monthly('logStored', 'all of them', (all * configuration.logRetentionDays) / gigabyte),
    monthly(
      'metric',
      'counted from logs',
      always + alwaysBySource * sources + ((busy + busyBySource * sources) * busyHours) / 24,
    ),
    monthly('alarmMetric', 'alarms with a threshold', inventory.alarmMetrics),
    monthly('anomalyAlarm', 'a source falls silent', inventory.anomalyAlarms),
    monthly('compositeAlarm', 'delivery-down', inventory.compositeAlarms),
    monthly('dashboard', 'the deployment’s', inventory.dashboards),
    monthly('alarmEmail', 'alarms', ringsPerMonth * configuration.alarms.emails.length),
  ];
}

/** Receivers log no invocation, only what they measured. */
function logBytesPerDay(traffic: Traffic) {
  const { webhooks, busEvents, streamBatches, events, contacts, statesPerDay, accounts, inventory } = traffic;
  const { access, metric, receipt, invocation, line, age } = logBytes;
  const scheduled =
    runsPerDay['refresh-token'] * (invocation + line + metric) +
    runsPerDay['roll-up'] * (invocation + accounts * line + metric * (1 + inventory.ways.size));
  return {
    'access log of the gateway': webhooks * access,
    receivers:
      webhooks * receipt +
      (busEvents.partner + busEvents.own) * (metric + receipt) +
      streamBatches * (invocation + metric + receipt),
    'deliver-events': events.batches * (invocation + line + metric * 2) + statesPerDay * age,
    'record-contacts': contacts.batches * (invocation + line),
    'refresh-token and roll-up': scheduled,
  };
}
