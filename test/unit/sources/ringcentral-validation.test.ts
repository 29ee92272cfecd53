import { expect, test } from 'vitest';
import { echoValidationToken } from '../../../shared/sources/ringcentral-validation.ts';
import type { Webhook } from '../../../shared/sources/source.ts';

const asked: Webhook = {
  method: 'POST',
  path: '/webhooks/ringex',
  url: '',
  queryString: '',
  headers: { 'validation-token': 'c0ffee-validate-1' },
  body: Buffer.alloc(0),
};

test('a token without body comes back in its header, with a content type', () => {
  expect(echoValidationToken(asked)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json', 'validation-token': 'c0ffee-validate-1' },
  });
});

test.each([
  ['with a body', { body: Buffer.from('{}') }],
  ['with a body of one space', { body: Buffer.from(' ') }],
  ['by another method', { method: 'GET' }],
  ['without token', { headers: {} }],
  ['with an empty token', { headers: { 'validation-token': '' } }],
  ['with a token of 257 characters', { headers: { 'validation-token': 'x'.repeat(257) } }],
  ['with a space in the token', { headers: { 'validation-token': 'a b' } }],
  ['with a line break in the token', { headers: { 'validation-token': 'a\r\nset-cookie:b' } }],
  ['with a token beyond ASCII', { headers: { 'validation-token': 'é' } }],
])('nothing comes back for a request %s', (_, given) => {
  expect(echoValidationToken({ ...asked, ...given })).toBeUndefined();
});

test('the longest answer stays within the 1,024 bytes that are taken', () => {
  const token = 'x'.repeat(256);
  const { headers = {} } = echoValidationToken({ ...asked, headers: { 'validation-token': token } }) ?? {};
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  expect(lines.join('').length).toBeLessThan(1024 - 500);
});
