import { expect, test } from 'vitest';
import { apiWords } from '../../../shared/cloud-connect/api-words.ts';

const words = (body: unknown, ...secrets: string[]) =>
  apiWords(typeof body === 'string' ? body : JSON.stringify(body), secrets);

test('joins Message and ExceptionResult', () => {
  expect(words({ Success: false, Message: 'not stored', ExceptionResult: 'duplicate key' })).toBe(
    'not stored: duplicate key',
  );
});

test('says a thing that stands in both places once', () => {
  expect(words({ Message: 'no', ExceptionResult: 'no' })).toBe('no');
});

test("reads ASP.NET's problem details", () => {
  expect(words({ title: 'Bad Request', errors: { Activity: ['too long'] } })).toBe(
    'Bad Request: {"Activity":["too long"]}',
  );
});

test('takes an answer that is not JSON as it stands, on one line', () => {
  expect(words('<h1>Bad\r\n  Gateway</h1>')).toBe('<h1>Bad Gateway</h1>');
});

test('keeps at most 500 characters', () => {
  expect(words({ Message: 'x'.repeat(10_000) })).toHaveLength(500);
});

test('masks the secrets it is given, before it cuts', () => {
  const padding = 'x'.repeat(490);
  expect(words({ Message: `${padding} pass-word-1234` }, 'pass-word-1234')).toBe(`${padding} ***`);
});

test('masks whatever looks like a JSON Web Token', () => {
  expect(words({ Message: 'bad token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl here' })).toBe('bad token *** here');
});

test('never falls back on tokens or rows of an envelope without words', () => {
  expect(words({ Success: false, Token: 'abc', Data: [{ AgentId: '1' }] })).toBe('');
});
