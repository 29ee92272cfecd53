import { parseArgs } from 'node:util';
import { runLedger } from './run-ledger.ts';

/** `npm run test:faults -- --minutes N --seed S --runs K --agents A`: whole days, one after the other, until one does not add up. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '1' },
    agents: { type: 'string', default: '200' },
    within: { type: 'string', default: '720' },
  },
});
const timeScale = 60;

for (let run = 0; run < Number(values.runs); run += 1) {
  const seed = Number(values.seed) + run;
  console.log(`seed ${seed}`);
  const report = await runLedger({
    seed,
    timeScale,
    agents: Number(values.agents),
    minutes: Number(values.minutes) * timeScale,
    changeWithinSeconds: Number(values.within),
  });
  console.log(JSON.stringify({ ...report, lost: report.lost.length }, undefined, 1));
  if (report.lost.length + report.problems.length + report.stuck > 0) {
    console.log(`seed ${seed} does not add up; lost: ${report.lost.join(', ')}`);
    process.exitCode = 1;
    break;
  }
}
