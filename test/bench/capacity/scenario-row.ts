import { outageSeconds, type Scenario } from './scenarios.ts';

/** What an operator asks of a scenario: how much is lost at the gateway, how old rows are, and when it is over. */
export function scenarioRow(name: string, { rows, refused, waiting, drained }: Scenario): readonly string[] {
  const { p50, p95, p99, caughtUpAt, freshAt, endedAt } = drained;
  const share = ((refused / rows) * 100).toFixed(0);
  const lost = refused > 0 ? `${refused} refused (${share} %)` : 'none refused';
  return [
    name,
    `${rows} rows, ${lost}${waiting > 0 ? `, ${waiting} waiting` : ''}`,
    `p50 ${p50.toFixed(0)} s, p95 ${p95.toFixed(0)} s, p99 ${p99.toFixed(0)} s`,
    `new ones fresh ${whenText(freshAt, endedAt)}`,
    `caught up ${whenText(caughtUpAt, endedAt)}`,
  ];
}

/** As many rows come in during the simulated hours as waited before: where both together take more than twice as long, less goes out than comes in. */
function whenText(at: number, endedAt: number): string {
  if (at === 0) return 'at once';
  if (at < outageSeconds) return `after ${at.toFixed(0)} s`;
  return endedAt > 2 * outageSeconds
    ? 'never: more comes in than goes out'
    : `not within ${outageSeconds / 3600} hours`;
}
