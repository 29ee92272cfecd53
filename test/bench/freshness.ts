import { setTimeout as sleep } from 'node:timers/promises';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import { type LocalRun, startLocalRun } from '../../infra/local/local-run.ts';
import { anActivity, post, sandboxControl } from '../end-to-end/running-system.ts';
import { quantileOf } from './figures.ts';
import type { BenchOptions, Report } from './report.ts';

export type FreshnessOptions = BenchOptions & {
  /** Webhooks a second, one rate after the other. */
  readonly rates?: readonly number[];
  readonly minutes?: number;
  /** 0 leaves the outage out. */
  readonly outageMinutes?: number;
  /** The deployment's own, 30, where left out. */
  readonly windowSeconds?: number;
};

type Phase = { readonly what: string; readonly ages: readonly number[]; readonly lost: number };
type Recovery = {
  readonly backlog: number;
  /** From the API's return until every row that waited is stored. */
  readonly backlogSeconds: number;
  /** From the API's return until what is sent anew is stored as fast as before. */
  readonly freshSeconds: number;
  /** What the API's pace alone would take for the backlog. */
  readonly leastSeconds: number;
};

const outageRate = 20;
const patienceMs = 120_000;

/** From a webhook to its row, in the real local run with real windows; then after an outage of the API. */
export async function benchFreshness({
  rates = [1, 20, 200],
  minutes = 5,
  outageMinutes = 10,
  windowSeconds,
}: FreshnessOptions = {}): Promise<Report> {
  const run = await startLocalRun(
    { port: 0, sandboxPort: 0, sourceSecrets: {}, ...(windowSeconds ? { windowSeconds } : {}) },
    () => {},
  );
  try {
    const phases: Phase[] = [];
    for (const rate of rates) phases.push(await atRate(run, rate, minutes));
    const recovery = outageMinutes > 0 ? await afterOutage(run, outageMinutes, minutes) : undefined;
    return reportOf(phases, recovery, minutes);
  } finally {
    await run.close();
  }
}

async function atRate(run: LocalRun, rate: number, minutes: number): Promise<Phase> {
  const sent = await sendAtRate(run, `rate-${rate}`, { rate, minutes });
  const ages = await agesOf(run, sent);
  return { what: `${rate} a second`, ages, lost: sent.size - ages.length };
}

/** Sends evenly, without waiting for answers; gives each agent's time of sending. */
async function sendAtRate(
  run: LocalRun,
  prefix: string,
  { rate, minutes }: { readonly rate: number; readonly minutes: number },
): Promise<ReadonlyMap<string, number>> {
  const sent = new Map<string, number>();
  const startedMs = Date.now();
  const answers: Promise<void>[] = [];
  for (let index = 0; index < rate * minutes * 60; index += 1) {
    await sleep(Math.max(0, startedMs + (index * 1000) / rate - Date.now()));
    answers.push(sendOne(run, `${prefix}-${index}`, sent));
  }
  await Promise.all(answers);
  return sent;
}

/**
 * A vendor's webhook, sent again each second until it is taken: the local run has ten environments of a function at most,
 * which may all be starting. Its age counts from the first time.
 */
async function sendOne(run: LocalRun, agentId: string, sent: Map<string, number>): Promise<void> {
  const atMs = Date.now();
  const event = anActivity(agentId);
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const { status } = await post(run, event);
    if (status === 202) {
      sent.set(agentId, atMs);
      return;
    }
    if (status < 500) throw new Error(`a webhook is answered ${status}`);
    await sleep(1000);
  }
  throw new Error('a webhook is not taken in a minute');
}

/** How old each row was when it was stored, in seconds; of those that are stored within two minutes. */
async function agesOf(run: LocalRun, sent: ReadonlyMap<string, number>): Promise<readonly number[]> {
  const storedAt = await storedWithin(run, sent, patienceMs);
  return [...sent].flatMap(([agentId, atMs]) => {
    const at = storedAt.get(agentId);
    return at === undefined ? [] : [(at - atMs) / 1000];
  });
}

async function storedWithin(
  run: LocalRun,
  sent: ReadonlyMap<string, number>,
  ms: number,
): Promise<ReadonlyMap<string, number>> {
  const endMs = Date.now() + ms;
  for (;;) {
    const { 'agent-activity': rows } = await storedRows(run.baseUrl);
    const storedAt = new Map(
      rows.map((row) => [String(row['AgentId']), Date.parse(String(row['StoredAt']))]),
    );
    if ([...sent.keys()].every((agentId) => storedAt.has(agentId)) || Date.now() > endMs) return storedAt;
    await sleep(2000);
  }
}

async function afterOutage(run: LocalRun, outageMinutes: number, minutes: number): Promise<Recovery> {
  await sandboxControl(run.baseUrl, 'faults', { status: 503, count: 1_000_000 });
  const waiting = await sendAtRate(run, 'outage', { rate: outageRate, minutes: outageMinutes });
  await fetch(`${run.baseUrl}/sandbox/faults`, { method: 'DELETE' });
  const backMs = Date.now();
  const later = await sendAtRate(run, 'after', { rate: outageRate, minutes });
  // What came back the last time before the API did waits for a quarter of an hour at most.
  const storedAt = await storedWithin(run, new Map([...waiting, ...later]), 20 * 60_000);
  const lost = [...waiting.keys(), ...later.keys()].filter((agentId) => !storedAt.has(agentId));
  if (lost.length > 0) throw new Error(`${lost.length} rows were lost in the outage`);
  const secondsAfter = (agentId: string) => ((storedAt.get(agentId) ?? 0) - backMs) / 1000;
  const stale = [...later].filter(([agentId, atMs]) => (storedAt.get(agentId) ?? 0) - atMs > freshWithinMs);
  return {
    backlog: waiting.size,
    backlogSeconds: Math.max(...[...waiting.keys()].map(secondsAfter)),
    freshSeconds: Math.max(0, ...stale.map(([agentId]) => secondsAfter(agentId))),
    leastSeconds: waiting.size / (10 * 500),
  };
}

const freshWithinMs = 33_000;

function reportOf(phases: readonly Phase[], recovery: Recovery | undefined, minutes: number): Report {
  const at = ({ ages }: Phase, share: number) => quantileOf(ages, share);
  const lost = phases.reduce((sum, each) => sum + each.lost, 0);
  if (lost > 0) throw new Error(`${lost} webhooks were not stored within ${patienceMs / 1000} s`);
  return {
    bench: 'freshness',
    about:
      `seconds from webhook to stored row, ${minutes} minutes at each rate` +
      (recovery
        ? `; after an outage with ${recovery.backlog} webhooks waiting, new ones were fresh after ${recovery.freshSeconds.toFixed(0)} s and ` +
          `the last of the waiting stored after ${recovery.backlogSeconds.toFixed(0)} s, where the API’s pace alone takes ${recovery.leastSeconds.toFixed(0)} s`
        : ''),
    head: ['webhooks', 'stored', 'p50', 'p95', 'p99'],
    rows: phases.map((phase) => [
      phase.what,
      String(phase.ages.length),
      ...[0.5, 0.95, 0.99].map((share) => at(phase, share).toFixed(1)),
    ]),
    goals: phases.flatMap((phase) => [
      { what: `p50 at ${phase.what}`, measured: at(phase, 0.5), bound: '≤', goal: 17 } as const,
      { what: `p99 at ${phase.what}`, measured: at(phase, 0.99), bound: '≤', goal: 33 } as const,
    ]),
    figures: {
      phases: phases.map((phase) => ({
        what: phase.what,
        stored: phase.ages.length,
        p50: at(phase, 0.5),
        p95: at(phase, 0.95),
        p99: at(phase, 0.99),
      })),
      recovery,
    },
  };
}
