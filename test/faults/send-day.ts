import type { LocalRun } from '../../infra/local/local-run.ts';
import { postWebhook, webhookSourceOf } from '../../infra/local/sample-webhooks.ts';
import type { ScaledTime } from '../../infra/local/time/scaled-time.ts';
import type { PlannedWebhook } from './center.ts';
import { sleepUntil } from './sim-clock.ts';
import { writeWebhook } from './write-webhook.ts';

/** What became of a webhook at the front door. */
export type Sent = {
  readonly webhook: PlannedWebhook;
  /** The status of each attempt, 0 where the connection broke. */
  readonly statuses: readonly number[];
  readonly accepted: boolean;
};

type Stage = { readonly run: LocalRun; readonly time: ScaledTime; readonly beganAtMs: number };

/** Vendors' pushers, together; more at once would meet this machine's limits instead of the system's. */
const connections = 8;
/** When the day is over, nobody waits for hours: what is still to be tried again is tried so soon. */
const lastRetriesSeconds = 30;

/** Sends a day's webhooks when their time comes, each tried again by its vendor's rule. */
export async function sendDay(
  planned: readonly PlannedWebhook[],
  dayMs: number,
  stage: Stage,
): Promise<readonly Sent[]> {
  const turns = createTurns(connections);
  const send = async (webhook: PlannedWebhook): Promise<Sent> => {
    const statuses: number[] = [];
    let atMs = stage.beganAtMs + webhook.offsetMs;
    const { retries } = webhook.vendor;
    for (const pauseSeconds of [...retries.pausesSeconds, undefined]) {
      await sleepUntil(atMs, stage.time);
      const status = await turns(() => post(webhook, stage));
      statuses.push(status);
      if (status >= 200 && status <= 299) return { webhook, statuses, accepted: true };
      if (pauseSeconds === undefined || !(status === 0 || retries.on(status))) break;
      const soonMs = stage.time.now() + lastRetriesSeconds * 1000;
      const dueMs = stage.time.now() + pauseSeconds * 1000;
      atMs = Math.min(dueMs, Math.max(soonMs, stage.beganAtMs + dayMs));
    }
    return { webhook, statuses, accepted: false };
  };
  return await Promise.all(planned.map(send));
}

async function post(webhook: PlannedWebhook, { run, time, beganAtMs }: Stage): Promise<number> {
  const { name, aheadMs } = webhook.vendor;
  const settings = run.configuration.sources[name];
  const source = run.sources.find((one) => one.name === name);
  const [secret] = webhook.kind === 'forged' ? ['not the secret'] : (source?.secrets ?? []);
  if (!settings || !source || !secret) throw new Error(`the run has no source ${name}`);
  const seal = { secret, nowMs: time.now() + aheadMs, settings };
  const signed = webhookSourceOf(settings).sign(writeWebhook(webhook, beganAtMs), seal);
  try {
    return (await postWebhook(source.url, signed)).status;
  } catch {
    return 0;
  }
}

/** Lets so many go at once; the others wait in line. */
function createTurns(most: number) {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (busy === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
