import { expect, test } from 'vitest';
import { Outage, Refusal, Unauthorized } from '../../../shared/cloud-connect/errors.ts';
import { type Answer, judgeAnswer } from '../../../shared/cloud-connect/judge-answer.ts';

const ok = '{"Success":true,"Data":null}';

function judge(answer: Partial<Answer>): unknown {
  const whole = { status: 200, retryAfter: undefined, body: ok, paths: ['/api/x'], ...answer };
  try {
    return judgeAnswer(whole, { call: 'bulkInsertPeople', secrets: ['secret-1'], nowMs: 0 });
  } catch (error) {
    return error;
  }
}

test('gives the envelope of a success', () => {
  expect(judge({})).toEqual({ Success: true, Data: null });
});

test.each([400, 409, 413, 422])('takes HTTP %i for a refusal', (status) => {
  const error = judge({ status, body: '{"Message":"no, secret-1"}' });
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ apiStatus: status, apiWords: 'no, ***', retryable: false });
});

test('takes HTTP 200 with Success: false for a refusal', () => {
  const error = judge({ body: '{"Success":false,"Message":null,"ExceptionResult":"duplicate"}' });
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ apiStatus: 200, apiWords: 'duplicate' });
});

test('takes HTTP 401 for a token that no longer counts', () => {
  expect(judge({ status: 401 })).toBeInstanceOf(Unauthorized);
});

test.each([302, 307, 402, 403, 404, 405, 408, 410, 415, 418, 425, 429, 431, 500, 501, 502, 503, 504, 599])(
  'takes HTTP %i for an outage',
  (status) => {
    const error = judge({ status });
    expect(error).toBeInstanceOf(Outage);
    expect(error).toMatchObject({ apiStatus: status, retryable: true });
  },
);

test.each(['', '<html>', '"ok"', '[]', '{}'])('takes a 200 that holds %j for an outage', (body) => {
  expect(judge({ body })).toBeInstanceOf(Outage);
});

test('hands on how long the API asks to be left alone', () => {
  expect(judge({ status: 503, retryAfter: '17' })).toMatchObject({ retryAfterSeconds: 17 });
});

test('names every path that was asked and the keys to check when none of them is there', () => {
  const { message } = judge({ status: 404, paths: ['/api/cc/x', '/api/ccc/x'], body: '' }) as Outage;
  expect(message).toContain('/api/cc/x and /api/ccc/x');
  expect(message).toContain('cloudConnect.paths.bulkInsertPeople');
});
