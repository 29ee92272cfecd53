import { expect, test, vi } from 'vitest';
import {
  exitCodeOf,
  type Finding,
  failed,
  note,
  ok,
  unknown,
  warning,
} from '../../../../infra/ops/doctor/finding.ts';
import type { Check } from '../../../../infra/ops/doctor/patient.ts';
import { runChecks } from '../../../../infra/ops/doctor/run-checks.ts';
import { Unavailable } from '../../../../shared/errors.ts';
import { patientOf } from './sample-patient.ts';

const check = (name: string, look: Check['look'], withinMs = 1000): Check => ({ name, look, withinMs });

async function run(...checks: readonly Check[]): Promise<Finding[]> {
  return (await Array.fromAsync(runChecks(checks, patientOf()))).flat();
}

test('a check that throws or hangs hides no other, and the findings keep the order of the checks', async () => {
  const found = await run(
    check('first', async () => [ok('one'), warning('two', 'see')]),
    check('throws', () => Promise.reject(new Unavailable('CloudWatch did not give its metrics'))),
    check('throws at once', () => {
      throw new Error('a fault of ours');
    }),
    check('hangs', () => new Promise(() => {}), 20),
    check('last', async () => [failed('three', 'mend')]),
  );
  expect(found.map(({ check, outcome, says }) => [check, outcome, says])).toEqual([
    ['first', 'ok', 'one'],
    ['first', 'warning', 'two'],
    ['throws', 'unknown', 'could not be looked at: CloudWatch did not give its metrics'],
    ['throws at once', 'unknown', 'could not be looked at: a fault of ours'],
    ['hangs', 'unknown', 'could not be looked at: no answer within 0.02 seconds'],
    ['last', 'failed', 'three'],
  ]);
});

test('all checks are made at once, so that a slow one holds up none', async () => {
  const begun = Promise.withResolvers<void>();
  const found = await run(
    check('slow', async () => {
      await begun.promise;
      return [ok('waited for the other')];
    }),
    check('quick', async () => {
      begun.resolve();
      return [ok('began')];
    }),
  );
  expect(found.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
});

test('what ended leaves no timer behind, for which the command would wait', async () => {
  vi.useFakeTimers();
  try {
    await run(
      check('well', async () => [ok('one')]),
      check('throws', () => Promise.reject(new Error('no'))),
    );
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test.each(['AccessDeniedException: no', 'User x is not authorized to perform y', 'UnauthorizedOperation: z'])(
  'where a grant is lacking (%s), the remedy is where the grants stand',
  async (message) => {
    const [found] = await run(check('denied', () => Promise.reject(new Unavailable(message))));
    expect(found?.remedy).toContain('README.md#doctor');
  },
);

test.each([
  [0, []],
  [0, [ok('a'), note('b', 'c')]],
  [1, [ok('a'), unknown('b')]],
  [1, [warning('a', 'b'), ok('c')]],
  [2, [warning('a', 'b'), failed('c', 'd'), ok('e')]],
] as const)('the exit code is %d by the worst of %j', (code, found) => {
  expect(exitCodeOf(found)).toBe(code);
});
