import { parseArgs } from 'node:util';
import { longDay, shortDay, zoneDay } from './days.ts';
import { type LedgerReport, runLedger } from './run-ledger.ts';
import { addsUp, summary, totals } from './summary.ts';

/** `npm run test:faults -- --minutes N --seed S --runs K`: day after day, until one does not add up; `--short` plays those of `npm test`,
 * `--zone` has the account keep its intervals in another zone than UTC, and `--from` has the day begin at another time than now. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    zone: { type: 'string' },
    from: { type: 'string' },
  },
});
const day = {
  ...dayOf(values),
  ...(values.zone && { timeZone: values.zone }),
  ...(values.from && { startsAtMs: Date.parse(values.from) }),
};
const option = [
  ...(values.short ? ['--short'] : []),
  ...(values.minutes ? [`--minutes ${values.minutes}`] : []),
  ...(values.zone ? [`--zone ${values.zone}`] : []),
  ...(values.from ? [`--from ${values.from}`] : []),
].join(' ');

const reports: LedgerReport[] = [];

for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.runs); seed += 1) {
  console.log(`ledger: seed ${seed}`);
  const report = await runLedger({ seed, ...day });
  console.log(summary(report));
  reports.push(report);
  if (addsUp(report)) continue;
  console.log(`seed ${seed} does not add up; again with: npm run test:faults -- ${option} --seed ${seed}`);
  process.exitCode = 1;
  break;
}
if (reports.length > 1) console.log(totals(reports));

function dayOf({ short, minutes, zone }: typeof values) {
  if (short) return shortDay;
  return zone && !minutes ? zoneDay : longDay(Number(minutes ?? 10));
}
