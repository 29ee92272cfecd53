import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { invokeRollUp } from '../../infra/local/invoke-roll-up.ts';
import { type LocalRun, startLocalRun } from '../../infra/local/local-run.ts';
import { type ScaledTime, scaledTime } from '../../infra/local/time/scaled-time.ts';
import { type RepeatedKeys, repeatedKeysRules } from '../../infra/sandbox/store-rows.ts';
import { sandboxControl } from '../end-to-end/running-system.ts';
import { type CenterSize, planDay, poisonAgent } from './center.ts';
import { planFaults } from './fault-plan.ts';
import { inflict, startFrailApi } from './frail-api.ts';
import { killing } from './killing.ts';
import { deadLetters } from './letters.ts';
import { drain } from './queues.ts';
import { createRandom } from './random.ts';
import { countLogs } from './read-logs.ts';
import { type Sent, sendDay } from './send-day.ts';
import { sleepUntil } from './sim-clock.ts';
import { tamperWith } from './tamper-queue.ts';
import { traceOf } from './trace.ts';
import { vendors } from './vendors.ts';
import { countBy, judge, type Verdict } from './verdict.ts';
import { judgeVolume, type VolumeVerdict } from './volume-verdict.ts';

export type LedgerOptions = CenterSize & {
  readonly seed: number;
  readonly timeScale: number;
  /** The zone that the account keeps its intervals in. */
  readonly timeZone?: string;
  /** The system's time when the day begins; left out, it is the wall's. */
  readonly startsAtMs?: number;
};

export type LedgerReport = Verdict &
  VolumeVerdict & {
    readonly seed: number;
    /** What this day's API does with a key that it has already. */
    readonly repeatedKeys: RepeatedKeys;
    readonly webhooks: number;
    /** Accepted, though not at the first attempt. */
    readonly retried: number;
    /** Never accepted within the vendor's own attempts, which is not ours to answer for. */
    readonly givenUp: number;
    /** Accepted more than once. */
    readonly duplicates: number;
    readonly faults: Readonly<Record<string, number>>;
    /** Scripted for the API, and met by no request. */
    readonly unspentFaults: number;
    readonly logs: Readonly<Record<string, number>>;
    readonly seconds: number;
  };

/** Processes must be up before the day begins, on the wall. */
const startingSeconds = 15;

/** Plays a day of a center against the whole system while things go wrong, and does the books at its end. */
export async function runLedger(options: LedgerOptions): Promise<LedgerReport> {
  const { seed, minutes, timeScale, timeZone = 'UTC', startsAtMs } = options;
  const startedAtMs = Date.now();
  const webhooks = planDay(seed, options);
  const faults = planFaults(seed, minutes);
  await using closing = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  closing.defer(() => rmSync(folder, { recursive: true, force: true }));
  const time = scaledTime(timeScale, startsAtMs);
  // The functions are given their deaths before they start, so the day's beginning is settled ahead, on a whole second.
  const beganAtMs = Math.ceil(time.now() / 1000 + startingSeconds * timeScale) * 1000;
  const repeatedKeys = createRandom(seed, 'api').pick(repeatedKeysRules);
  const api = await startFrailApi(join(folder, 'sandbox.sqlite'), time, repeatedKeys);
  closing.defer(api.stop);
  const logs = countLogs();
  const random = createRandom(seed, 'queue');
  let handedOutTwice = 0;
  const deaths = faults.map(({ kind, offsetMs }) => ({ kind, atMs: beganAtMs + offsetMs }));
  const run = await startLocalRun({ port: 0, sandboxPort: 0, api, sourceSecrets: {} }, traceOf(time), {
    time,
    configure: ({ cloudConnect, ...rest }) => ({ ...rest, cloudConnect: { ...cloudConnect, timeZone } }),
    ...killing({ folder, poison: poisonAgent, deaths }),
    onQueueClient: (client) =>
      tamperWith(client, random, () => {
        handedOutTwice += 1;
      }),
    onFunctionLine: logs.onLine,
  });
  closing.defer(run.close);
  const [sent, inflicted] = await Promise.all([
    sendDay(webhooks, minutes * 60_000, { run, time, beganAtMs }),
    inflict(faults, api, { time, beganAtMs }),
  ]);
  await drain(run);
  await rollUpAll(run, time);
  const stuck = await drain(run);
  const stored = await storedRows(api.baseUrl);
  const unspent = await sandboxControl(api.baseUrl, 'faults');
  const verdict = judge(sent, beganAtMs, {
    rows: stored['agent-activity'],
    letters: await deadLetters(run),
    stuck,
    countedCollisions: countedCollisions(logs.counts, repeatedKeys),
  });
  const died = readdirSync(folder).flatMap((name) => /^(kills-[a-z-]+|poison)-\d/.exec(name)?.[1] ?? []);
  return {
    ...verdict,
    ...judgeVolume(sent, beganAtMs, { rows: stored['call-volume'], timeZone }),
    ...{ seed, repeatedKeys, webhooks: webhooks.length },
    retried: sent.filter(({ accepted, statuses }) => accepted && statuses.length > 1).length,
    givenUp: sent.filter(gaveUp).length,
    duplicates: sent.filter(({ accepted, webhook }) => accepted && webhook.repeats !== undefined).length,
    faults: { ...countBy([...inflicted, ...died]), 'hands-out-twice': handedOutTwice },
    unspentFaults: Array.isArray(unspent) ? unspent.length : 0,
    logs: logs.counts,
    seconds: Math.round((Date.now() - startedAtMs) / 1000),
  };
}

/** Waits for the last quarter hour's end, and has the rows sent that are due then. */
async function rollUpAll(run: LocalRun, time: ScaledTime): Promise<void> {
  const quarterMs = 15 * 60_000;
  // A sender whose clock is fast has told of what is still to come.
  const furthestMs = time.now() + Math.max(...Object.values(vendors).map(({ aheadMs }) => aheadMs));
  await sleepUntil((Math.floor(furthestMs / quarterMs) + 1) * quarterMs, time);
  for (let tries = 0; ; tries += 1) {
    try {
      await invokeRollUp(run);
      return;
    } catch (error) {
      // A run may be planned to die.
      if (tries === 3) throw error;
    }
  }
}

/** In one process's memory, or by the API's refusal; where it says nothing of a repeated key, nobody can count. */
function countedCollisions(counts: Readonly<Record<string, number>>, repeatedKeys: RepeatedKeys): number {
  if (repeatedKeys === 'ignore') return Number.POSITIVE_INFINITY;
  return (counts['collision'] ?? 0) + (counts['duplicates'] ?? 0);
}

function gaveUp({ accepted, webhook }: Sent): boolean {
  return !accepted && webhook.kind !== 'forged';
}
