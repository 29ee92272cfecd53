import { expect, test } from 'vitest';
import { shortDay } from './days.ts';
import { faultKinds } from './fault-plan.ts';
import { runLedger } from './run-ledger.ts';
import { problemsOf, summary } from './summary.ts';

/** A new day each time; `npm run test:faults -- --seed S --short` plays one again. */
const seed = Number(process.env['LEDGER_SEED'] ?? Date.now() % 1_000_000);

test(`every event that is answered with success is a row or a dead letter (seed ${seed})`, async () => {
  console.log(`ledger: seed ${seed}`);
  const report = await runLedger({ seed, ...shortDay });
  console.log(summary(report));
  expect(report.lost).toEqual([]);
  expect(problemsOf(report)).toEqual([]);
  expect(report.unspentFaults).toBe(0);
  expect(Object.keys(report.faults).toSorted()).toEqual(
    [...faultKinds, 'hands-out-twice', 'poison'].toSorted(),
  );
}, 400_000);
