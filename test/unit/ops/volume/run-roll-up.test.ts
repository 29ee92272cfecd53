import { expect, test } from 'vitest';
import { Unavailable } from '../../../../shared/errors.ts';
import { recountRequest } from '../../../../shared/roll-up/recount-request.ts';
import { operateVolume, rollUpOf } from './sample-rows.ts';

test('runs roll-up and tells how many rows it sent', async () => {
  const { deployment, asked } = rollUpOf([{ sent: 12, tooOld: 0, left: 0 }]);
  const { lines, done } = await operateVolume('run', deployment);
  expect({ lines, done }).toEqual({ lines: ['12 rows sent'], done: true });
  expect(asked.map(([name]) => name)).toEqual(['roll-up']);
  expect(recountRequest.safeParse(asked[0]?.[1]).success).toBe(false);
});

test('is not done where rows were left, and tells of those that were too old', async () => {
  const { deployment } = rollUpOf([{ sent: 1, tooOld: 2, left: 3 }]);
  const { lines, done } = await operateVolume('run', deployment);
  expect(lines).toEqual([
    '1 row sent',
    '2 rows too old to be sent: dead-letters list --reason too-old',
    '3 rows left for want of time: the next run begins with them',
  ]);
  expect(done).toBe(false);
});

test('with --json prints what roll-up answers', async () => {
  const { deployment } = rollUpOf([{ sent: 1, tooOld: 0, left: 0 }]);
  const { lines } = await operateVolume('run --json', deployment);
  expect(lines).toEqual(['{"sent":1,"tooOld":0,"left":0}']);
});

test('says why where roll-up failed, or answers what is no count', async () => {
  const failing = rollUpOf([], {
    invoke: async () => {
      throw new Unavailable('roll-up failed (Unavailable: the table did not answer)');
    },
  });
  await expect(operateVolume('run', failing.deployment)).rejects.toThrow('the table did not answer');
  await expect(operateVolume('run', rollUpOf([null]).deployment)).rejects.toThrow('deploy this version');
});
