import { expect, test } from 'vitest';
import { counted } from '../../../infra/ops/counted.ts';

test('one is one, none and many are more than one', () => {
  expect([counted(1, 'source'), counted(0, 'source'), counted(2, 'person', 'people')]).toEqual([
    '1 source',
    '0 sources',
    '2 people',
  ]);
});
