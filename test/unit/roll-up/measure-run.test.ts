import { expect, test } from 'vitest';
import { measureRun } from '../../../shared/roll-up/measure-run.ts';
import type { Measured } from '../measured.ts';
import { configured } from './world.ts';

test('tells that it ran, what it sent and left, and gives every source a zero to be silent by', () => {
  const measured: Measured[] = [];
  measureRun({ sent: 7, tooOld: 1, left: 2 }, configured(), (name, value, dimensions) =>
    measured.push({ name, value, ...dimensions }),
  );
  expect(measured).toEqual([
    { name: 'RollUpRuns', value: 1 },
    { name: 'RollUpRowsSent', value: 7 },
    { name: 'RollUpRowsLeft', value: 2 },
    { name: 'WebhooksAccepted', value: 0, source: 'standard' },
  ]);
});
