import { expect, test } from 'vitest';
import { parseEnvelope, tokenPairOf } from '../../../shared/cloud-connect/envelope.ts';

const pair = { accessToken: 'access', refreshToken: 'refresh' };
const parse = (body: unknown, isList = false) => parseEnvelope(JSON.stringify(body), { isList });

test('reads the documented envelope and lets unknown keys pass', () => {
  const body = { Success: true, ExceptionResult: null, Token: '', Message: 'ok', Data: null, Version: 7 };
  expect(parse(body)).toMatchObject({ Success: true, Message: 'ok', Data: null });
});

test.each([
  ['html', '<html>'],
  ['a word', '"ok"'],
  ['an array', '[]'],
  ['no Success', '{"Data":[]}'],
  ['', ''],
])('takes %s for no envelope', (_what, body) => {
  expect(parseEnvelope(body, { isList: false })).toBeUndefined();
});

test("takes a list call's bare array as its Data", () => {
  expect(parse([{ AgentId: '1' }], true)).toEqual({ Success: true, Data: [{ AgentId: '1' }] });
});

test('finds the token pair at the top level', () => {
  const envelope = { Success: true, Token: 'access', RefreshToken: 'refresh', Data: null };
  expect(tokenPairOf(envelope)).toEqual(pair);
});

test('finds the token pair in Data, where the top level holds empty strings', () => {
  const Data = { Token: 'access', RefreshToken: 'refresh' };
  expect(tokenPairOf({ Success: true, Token: '', RefreshToken: '', Data })).toEqual(pair);
});

test.each([
  { Success: true },
  { Success: true, Token: 'access', RefreshToken: '' },
  { Success: true, Token: '', RefreshToken: '', Data: { Token: '', RefreshToken: '' } },
])('finds no pair in %j', (envelope) => {
  expect(tokenPairOf(envelope)).toBeUndefined();
});
