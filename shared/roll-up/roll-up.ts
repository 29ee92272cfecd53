import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { DeliveredVolumes } from '../ports/delivered-volumes.ts';
import type { DirtyVolumes } from '../ports/dirty-volumes.ts';
import type { KnownCollectionPoints } from '../ports/known-collection-points.ts';
import type { Queue } from '../ports/queue.ts';
import type { RollUpRuns } from '../ports/roll-up-runs.ts';
import { closeQuarterHours } from './close-quarter-hours.ts';
import { measureRun } from './measure-run.ts';
import { endOf } from './quarter-hour.ts';
import { sendRows } from './send-rows.ts';

/** What the roll-up reaches the world through. */
export type RollUpDependencies = {
  readonly configuration: Configuration;
  readonly contacts: ContactStore;
  readonly dirty: DirtyVolumes;
  readonly collectionPoints: KnownCollectionPoints;
  readonly runs: RollUpRuns;
  readonly volumes: Pick<DeliveredVolumes, 'newest'>;
  readonly deadLetters: DeadLetters;
  readonly events: Pick<Queue, 'send'>;
  readonly remainingMs: () => number;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Of the run, by which its rows can be followed. */
  readonly correlationId?: string | undefined;
};

/** What a run did, in rows. */
export type RolledUp = {
  readonly sent: number;
  readonly tooOld: number;
  /** Not reached for want of time: the next run begins with them. */
  readonly left: number;
};

/** So many rows are sent before their marks are cleared. */
const perSend = 100;
/** With less left than this no further rows are begun. */
const reserveMs = 20_000;

/**
 * Sends every volume row of a closed interval that was touched since it was last sent, and one for each interval that has
 * closed since the last run, touched or not. Throws Unavailable where the table or the queue does not answer, once every
 * account had its turn; what was not done by then the next run does.
 */
export async function rollUp(dependencies: RollUpDependencies): Promise<RolledUp> {
  const { configuration, log, metrics } = dependencies;
  const configured = Object.values(configuration.sources).map(({ accountId }) => accountId);
  // What was told for an account before it left the configuration is still to be sent.
  const accounts = new Set([...configured, ...(await dependencies.collectionPoints.accounts())]);
  const total = { sent: 0, tooOld: 0, left: 0 };
  const failures: unknown[] = [];
  for (const accountId of accounts)
    try {
      const rolledUp = await rollUpAccount(accountId, dependencies);
      log(rolledUp.left > 0 ? 'warn' : 'info', 'rolled-up', { accountId, ...rolledUp });
      total.sent += rolledUp.sent;
      total.tooOld += rolledUp.tooOld;
      total.left += rolledUp.left;
    } catch (error) {
      // One account's rows must not hold up another's.
      log('error', 'not-rolled-up', { accountId, error: String(error) });
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  measureRun(total, configuration, metrics);
  return total;
}

/**
 * The marks are listed before `asOf` is taken, and the facts read after it. So of two runs at once, the one whose rows win
 * has read all that the other's marks tell of, and a mark that either clears hides nothing.
 */
async function rollUpAccount(accountId: string, dependencies: RollUpDependencies): Promise<RolledUp> {
  const { dirty, runs, now, remainingMs } = dependencies;
  await closeQuarterHours(accountId, dependencies);
  const marks = (await dirty.list(accountId)).filter(({ start }) => Date.parse(endOf(start)) <= now());
  const asOf = await runs.nextAsOf(accountId);
  let [done, sent, tooOld] = [0, 0, 0];
  while (done < marks.length && remainingMs() > reserveMs) {
    const some = marks.slice(done, done + perSend);
    const rows = await sendRows(some, asOf, dependencies);
    sent += rows.sent;
    tooOld += rows.tooOld;
    done += some.length;
  }
  return { sent, tooOld, left: marks.length - done };
}
