import { expect, test } from 'vitest';
import { createPaths } from '../../../shared/cloud-connect/paths.ts';

test.each([
  ['login', '/api/ccs/auth/login', '/api/ccc/auth/login'],
  ['listCollectionPoints', '/api/cc/CollectionPoint/List', '/api/ccc/CollectionPoint/List'],
] as const)('offers %s the ccc sibling after the documented path', (call, documented, sibling) => {
  expect(createPaths({}).candidates(call)).toEqual([documented, sibling]);
});

test('offers a path under ccc no sibling', () => {
  expect(createPaths({}).candidates('refresh')).toEqual(['/api/ccc/auth/refreshtoken']);
});

test('puts a configured path in the place of the documented one', () => {
  const paths = createPaths({ login: '/v2/login', listPeople: '/api/cc/people' });
  expect(paths.candidates('login')).toEqual(['/v2/login']);
  expect(paths.candidates('listPeople')).toEqual(['/api/cc/people', '/api/ccc/people']);
});

test('tries the path that worked first from then on', () => {
  const paths = createPaths({});
  paths.remember('login', '/api/ccc/auth/login');
  expect(paths.candidates('login')).toEqual(['/api/ccc/auth/login', '/api/ccs/auth/login']);
});

test('tells the path that worked last, and none before one did', () => {
  const paths = createPaths({});
  expect(paths.remembered('login')).toBeUndefined();
  paths.remember('login', '/api/ccc/auth/login');
  expect(paths.remembered('login')).toBe('/api/ccc/auth/login');
});
