import { counted } from '../counted.ts';
import { type MetricPoint, ownMetric } from '../watch/read-metrics.ts';
import { type Found, failed, ok, warning } from './finding.ts';
import { inWords } from './in-words.ts';
import type { Check, Patient } from './patient.ts';

const [quarterMs, dayMs] = [15 * 60_000, 86_400_000] as const;
/** The alarm `roll-up-missing` rings after so long without a run. */
const longestMs = 3 * quarterMs;

/** Whether quarter-hour rows are made. */
export const checkRollUp: Check = {
  name: 'roll-up',
  look: async ({ deployment, command, now }) => {
    const { environment, readMetrics } = await deployment();
    const nowMs = now();
    const sum = (name: 'RollUpRuns' | 'RollUpRowsLeft') =>
      ({ ...ownMetric(environment, name), statistic: 'Sum' }) as const;
    const [[runs = [], left = []], [heartbeats = []]] = await Promise.all([
      readMetrics([sum('RollUpRuns'), sum('RollUpRowsLeft')], {
        fromMs: nowMs - longestMs,
        toMs: nowMs,
        periodMs: 60_000,
      }),
      // Written every 10 minutes at the least: so long the deployment has been there.
      readMetrics([{ ...ownMetric(environment, 'TokenMinutesLeft'), statistic: 'SampleCount' }], {
        fromMs: nowMs - dayMs,
        toMs: nowMs,
        periodMs: quarterMs,
      }),
    ]);
    return [judgeRollUp({ runs, left, thereSinceMs: heartbeats[0]?.atMs }, command, nowMs)];
  },
};

export type RollUpFigures = {
  readonly runs: readonly MetricPoint[];
  readonly left: readonly MetricPoint[];
  readonly thereSinceMs: number | undefined;
};

export function judgeRollUp(
  { runs, left, thereSinceMs }: RollUpFigures,
  command: Patient['command'],
  nowMs: number,
): Found {
  const last = runs.findLast(({ value }) => value > 0);
  if (last) {
    const ran = `ran ${inWords(nowMs - last.atMs)} ago`;
    const rows = left.at(-1)?.value ?? 0;
    if (rows === 0) return ok(ran);
    return warning(
      `${ran}, and had no time for ${counted(rows, 'row')}`,
      `run it again: ${command('volume run')}`,
    );
  }
  if (thereSinceMs === undefined || nowMs - thereSinceMs < longestMs)
    return ok('is due within a quarter of an hour: nothing has run for long enough to have missed one');
  return failed('has not run for 45 minutes', 'what to do: README.md#roll-up-missing');
}
