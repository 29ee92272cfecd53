import { describe, expect, test } from 'vitest';
import { checkLogin, judgeTokenCalls } from '../../../../infra/ops/doctor/check-login.ts';
import { calls } from '../../../../shared/cloud-connect/calls.ts';
import { command, minuteMs, nowMs, patientOf } from './sample-patient.ts';

const works = (path: string) => ({ outcome: 'works', path }) as const;
const fails = (code: string, detail: string) => ({ outcome: 'failed', code, detail }) as const;
const triedAt = new Date(nowMs).toISOString();
const judge = (answer: Parameters<typeof judgeTokenCalls>[0]) => judgeTokenCalls(answer, command, nowMs);

describe.each(['login', 'refresh'] as const)('of %s is told', (call) => {
  const documented = calls[call].path;
  const judgeOne = (path: string) =>
    judge({
      triedAt,
      login: works(calls.login.path),
      refresh: works(calls.refresh.path),
      [call]: works(path),
    }).find(({ says }) => says.startsWith(call));

  test('that the documented path answered', () => {
    expect(judgeOne(documented)).toEqual({
      outcome: 'ok',
      says: `${call} works at ${documented}, as documented (tried just now)`,
    });
  });

  test('that a path of the configuration’s own answered', () => {
    expect(judgeOne('/own/path')?.says).toContain('works at /own/path, as configured');
  });
});

test('that the login answered at the other spelling of its path is told', () => {
  const { path } = calls.login;
  const other = path.replace('/ccs/', '/ccc/');
  expect(other).not.toBe(path);
  expect(judge({ triedAt, login: works(other) })[0]?.says).toContain(
    `works at ${other}, the other spelling of the documented ${path}`,
  );
});

test('an answer of before says how long ago it was tried', () => {
  const before = new Date(nowMs - 12 * minuteMs).toISOString();
  expect(judge({ triedAt: before, login: works('/l') })[0]?.says).toContain('(tried 12 min ago)');
});

test.each([
  ['unauthorized', 'npm run ops -- secrets set cloud-connect --environment test'],
  ['api-outage', 'README.md#api-fails'],
])('a login that fails by %s fails, with what to do about that', (code, remedy) => {
  expect(judge({ triedAt, login: fails(code, 'login: answered so') })).toEqual([
    {
      outcome: 'failed',
      says: 'login: answered so (tried just now)',
      remedy: expect.stringContaining(remedy),
    },
  ]);
});

test('a refresh that fails beside a login that works is CommunityWFM’s to mend', () => {
  const [login, refresh] = judge({ triedAt, login: works('/l'), refresh: fails('refused', 'refresh: no') });
  expect(login?.outcome).toBe('ok');
  expect(refresh).toMatchObject({ outcome: 'failed', remedy: expect.stringContaining('CommunityWFM') });
});

test('where another doctor is trying it, nothing is known yet', () => {
  expect(judge(null)).toMatchObject([{ outcome: 'unknown', remedy: 'ask again in a minute' }]);
});

test('refresh-token is asked, since nobody else may read the password', async () => {
  const asked: unknown[] = [];
  const invoke = async (name: string, payload: string) => {
    asked.push([name, JSON.parse(payload)]);
    return { triedAt, login: works('/l') };
  };
  expect(await checkLogin.look(patientOf({ invoke }))).toMatchObject([{ outcome: 'ok' }]);
  expect(asked).toEqual([['refresh-token', { tell: 'token-calls' }]]);
});

test('an older refresh-token that does not know the question is told of', async () => {
  const look = checkLogin.look(patientOf({ invoke: async () => ({ outcome: 'renewed' }) }));
  await expect(look).rejects.toThrow('refresh-token does not try the login');
});
