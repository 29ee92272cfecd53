import { durations } from '../assumptions.ts';
import { runsPerDay } from '../inventory.ts';
import type { Traffic } from '../traffic.ts';
import { daily, monthly, type Usage } from '../usage.ts';

/** A token of an hour is renewed once less than 35 minutes of it are left, by a schedule of 10. */
export const renewalsPerDay = 48;
/** Signing secrets are read anew after 5 minutes, the token after one. */
const readsPerHour = { signingSecret: 12, token: 60 };
/** To see, to renew under the lease, to store and to make current. */
const callsPerRenewal = 3;

/** What costs by being there, and what runs by the clock. */
export function standingUsage(traffic: Traffic): Usage[] {
  const { inventory, busyHours, configuration, events, webhooks } = traffic;
  const signing = Math.min(
    webhooks,
    environments(traffic) * (inventory.secrets - 2) * readsPerHour.signingSecret * busyHours,
  );
  const token = Math.min(
    events.batches,
    configuration.delivery.maxConcurrency * readsPerHour.token * busyHours + events.quiet,
  );
  return [
    monthly('secret', 'credentials, token, one for each source that signs', inventory.secrets),
    daily('secretCall', 'signing secrets', signing),
    daily('secretCall', 'the token', token + runsPerDay['refresh-token'] + renewalsPerDay * callsPerRenewal),
    daily('scheduledRun', 'refresh-token and roll-up', runsPerDay['refresh-token'] + runsPerDay['roll-up']),
    monthly('key', 'of the alarms’ topic and of a stream', inventory.keys),
  ];
}

/** Of receive-webhook: as many as webhooks are under way at once, and one that takes a peak. */
function environments({ webhooks, busyHours }: Traffic): number {
  return 1 + Math.ceil(((webhooks / (busyHours * 3600)) * durations.receiveMs) / 1000);
}
