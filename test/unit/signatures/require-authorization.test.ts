import { expect, test } from 'vitest';
import {
  basicAuthorization,
  requireAuthorization,
} from '../../../shared/signatures/require-authorization.ts';

const secrets = ['user:new', 'user:old'];
const proved = (authorization: string | undefined, stored: readonly string[] = secrets) =>
  requireAuthorization({ headers: { authorization } }, stored);

test.each([
  ['Basic dXNlcjpuZXc=', 'user:new'],
  ['Basic dXNlcjpvbGQ=', 'user:old'],
  ['Bearer user:old', 'user:old'],
  ['user:new', 'user:new'],
])('%s is proved by the secret %s', (authorization, secret) => {
  expect(proved(authorization)).toBe(secret);
});

test.each([
  'Basic dXNlcjpuZXc',
  'basic dXNlcjpuZXc=',
  'Basic  dXNlcjpuZXc=',
  'Basic user:new',
  'Bearer dXNlcjpuZXc=',
  'Basic dXNlcjpuZXc=,Basic dXNlcjpuZXc=',
  'Basic ',
  'Bearer ',
  'dXNlcjpuZXc=',
])('%s is refused', (authorization) => {
  expect(() => proved(authorization)).toThrow('carries none of the 2 stored secrets');
});

test.each([undefined, ''])('a missing header (%j) is refused', (authorization) => {
  expect(() => proved(authorization)).toThrow('the header authorization is missing');
});

test.each(['', 'Basic ', 'Bearer '])('%j proves no empty secret', (authorization) => {
  expect(() => proved(authorization, [''])).toThrow();
});

test('a password beyond ASCII is spelled in UTF-8', () => {
  expect(basicAuthorization('wfm:pässwört')).toBe('Basic d2ZtOnDDpHNzd8O2cnQ=');
});
