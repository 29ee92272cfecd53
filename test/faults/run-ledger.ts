import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { type LocalRun, startLocalRun } from '../../infra/local/local-run.ts';
import { scaledTime } from '../../infra/local/time/scaled-time.ts';
import { tableItems } from '../end-to-end/running-system.ts';
import { type CenterSize, planDay, poisonAgent } from './center.ts';
import { drain } from './events-queue.ts';
import { planFaults } from './fault-plan.ts';
import { inflict, startFrailApi } from './frail-api.ts';
import { killing } from './killing.ts';
import { createRandom } from './random.ts';
import { countLogs } from './read-logs.ts';
import { type Sent, sendDay } from './send-day.ts';
import { tamperWith } from './tamper-queue.ts';
import { countBy, judge, type Letter, type Verdict } from './verdict.ts';

export type LedgerOptions = CenterSize & { readonly seed: number; readonly timeScale: number };

export type LedgerReport = Verdict & {
  readonly seed: number;
  readonly webhooks: number;
  readonly refusedThenRetried: number;
  readonly givenUp: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly logs: Readonly<Record<string, number>>;
  readonly stuck: number;
  readonly seconds: number;
};

/** Plays a day of a center against the whole system while things go wrong, and does the books at its end. */
export async function runLedger(options: LedgerOptions): Promise<LedgerReport> {
  const { seed, minutes, timeScale } = options;
  const startedAtMs = Date.now();
  const webhooks = planDay(seed, options);
  const faults = planFaults(seed, minutes);
  await using closing = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  closing.defer(() => rmSync(folder, { recursive: true, force: true }));
  const time = scaledTime(timeScale);
  // The functions are given the deaths before they start, so the day's beginning is settled ahead.
  const beganAtMs = Math.ceil((time.now() + startingSeconds * 1000 * timeScale) / 1000) * 1000;
  const api = await startFrailApi(join(folder, 'sandbox.sqlite'), time);
  closing.defer(api.stop);
  const logs = countLogs();
  const tampering = createRandom(seed, 'queue');
  let duplicated = 0;
  const deaths = faults.map(({ kind, offsetMs }) => ({ kind, atMs: beganAtMs + offsetMs }));
  const run = await startLocalRun(
    { port: 0, sandboxPort: 0, api, sourceSecrets: {} },
    (what, text) => {
      if (process.env['LEDGER_TRACE']) console.log(new Date(time.now()).toISOString(), what, text);
    },
    {
      time,
      ...killing({ folder, poison: poisonAgent, deaths }),
      onQueueClient: (client) => tamperWith(client, tampering, () => (duplicated += 1)),
      onFunctionLine: logs.onLine,
    },
  );
  closing.defer(run.close);
  const dayMs = minutes * 60_000;
  const [sent, inflicted] = await Promise.all([
    sendDay(webhooks, dayMs, { run, time, beganAtMs }),
    inflict(faults, api, { time, beganAtMs }),
  ]);
  const stuck = await drain(run);
  const stored = await storedRows(api.baseUrl);
  const verdict = judge(sent, beganAtMs, { rows: stored['agent-activity'], letters: await letters(run) });
  const died = readdirSync(folder).flatMap((name) => /^(kills-\w+|poison)/.exec(name)?.[1] ?? []);
  return {
    ...verdict,
    seed,
    webhooks: webhooks.length,
    refusedThenRetried: sent.filter(({ accepted, statuses }) => accepted && statuses.length > 1).length,
    givenUp: sent.filter(gaveUp).length,
    faults: { ...countBy([...inflicted, ...died]), 'queue-duplicates': duplicated },
    logs: logs.counts,
    stuck,
    seconds: Math.round((Date.now() - startedAtMs) / 1000),
  };
}

const startingSeconds = 15;

function gaveUp({ accepted, webhook }: Sent): boolean {
  return !accepted && webhook.kind !== 'forged';
}

export async function letters(run: LocalRun): Promise<Letter[]> {
  const items = await tableItems(run, 'dead-letter#');
  return items.map(({ reason, detail, original }) => ({
    reason: reason?.S ?? '',
    detail: detail?.S ?? '',
    original: original?.B ? gunzipSync(original.B).toString() : '',
  }));
}
