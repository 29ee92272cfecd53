import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScheduleDefinition } from '../../../infra/local/deployment.ts';
import { TooManyRequests } from '../../../infra/local/lambda/errors.ts';
import { type InvokeResult, platformFailure } from '../../../infra/local/lambda/invoke-result.ts';
import {
  type InvokeTarget,
  type RunningSchedules,
  type ScheduleReport,
  startSchedules,
} from '../../../infra/local/scheduler.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

const minute = 60_000;
const done: InvokeResult = { status: 200, payload: Buffer.from('null'), requestId: 'r' };
const failed = platformFailure('r', 'Sandbox.Timedout', 'Task timed out after 10.00 seconds');
const targetArn = 'arn:aws:lambda:eu-west-1:000000000000:function:refresh-token';
const roleArn = 'arn:aws:iam::000000000000:role/scheduler';

let schedules: RunningSchedules | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:30Z') });
});
afterEach(async () => {
  await schedules?.close();
  vi.useRealTimers();
});

function start(
  schedule: Partial<ScheduleDefinition>,
  { invoke, timeScale }: { invoke?: InvokeTarget; timeScale?: number } = {},
) {
  const calls: { at: string; payload: unknown; targetArn: string; roleArn: string }[] = [];
  const reports: ScheduleReport[] = [];
  const begun = Date.now();
  const now = () => begun + (Date.now() - begun) * (timeScale ?? 1);
  const definition = {
    name: 'refresh-token',
    expression: 'rate(10 minutes)',
    timeZone: 'UTC',
    targetArn,
    roleArn,
    input: '{"at":"<aws.scheduler.scheduled-time>"}',
    ...schedule,
  };
  schedules = startSchedules(
    [definition],
    async (target, payload, role) => {
      calls.push({
        at: new Date(now()).toISOString().slice(0, 19),
        payload,
        targetArn: target,
        roleArn: role,
      });
      return invoke ? invoke(target, payload, role) : done;
    },
    { now, onReport: (report) => reports.push(report), ...(timeScale && { timeScale }) },
  );
  return { calls, reports, times: () => calls.map(({ at }) => at.slice(11)) };
}

describe('a rate', () => {
  it('runs at once and then at its interval', async () => {
    const { times } = start({});
    await vi.advanceTimersByTimeAsync(25 * minute);
    expect(times()).toEqual(['09:00:30', '09:10:30', '09:20:30']);
  });

  it('runs as much faster as AWS’s time does', async () => {
    const { times } = start({}, { timeScale: 60 });
    await vi.advanceTimersByTimeAsync(25_000);
    expect(times()).toEqual(['09:00:30', '09:10:30', '09:20:30']);
  });

  it('runs for longer than a timer can wait', async () => {
    const { calls } = start({ expression: 'rate(30 days)' });
    await vi.advanceTimersByTimeAsync(31 * 24 * 60 * minute);
    expect(calls.map(({ at }) => at)).toEqual(['2026-11-23T09:00:30', '2026-12-23T09:00:30']);
  });

  it('runs no more once it is closed', async () => {
    const { calls } = start({});
    await vi.advanceTimersByTimeAsync(minute);
    await schedules?.close();
    await vi.advanceTimersByTimeAsync(60 * minute);
    expect(calls).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a cron expression', () => {
  it('runs at the minutes that its fields allow', async () => {
    const { times } = start({ expression: 'cron(0/15 * * * ? *)' });
    await vi.advanceTimersByTimeAsync(50 * minute);
    expect(times()).toEqual(['09:15:00', '09:30:00', '09:45:00']);
  });

  it('runs by the clocks of its time zone', async () => {
    const { calls } = start({ expression: 'cron(30 8 ? * TUE *)', timeZone: 'America/New_York' });
    await vi.advanceTimersByTimeAsync(8 * 24 * 60 * minute);
    expect(calls.map(({ at }) => at)).toEqual(['2026-11-24T13:30:00']);
  });

  it('runs once in an hour that the clocks show twice', async () => {
    vi.setSystemTime(Date.parse('2026-10-25T00:00:30Z'));
    const { calls } = start({ expression: 'cron(30 2 * * ? *)', timeZone: 'Europe/Berlin' });
    await vi.advanceTimersByTimeAsync(24 * 60 * minute);
    expect(calls.map(({ at }) => at)).toEqual(['2026-10-25T00:30:00']);
  });

  it('runs not at all in an hour that the clocks skip', async () => {
    vi.setSystemTime(Date.parse('2026-03-29T00:00:30Z'));
    const { calls } = start({ expression: 'cron(30 2 * * ? *)', timeZone: 'Europe/Berlin' });
    await vi.advanceTimersByTimeAsync(25 * 60 * minute);
    expect(calls.map(({ at }) => at)).toEqual(['2026-03-30T00:30:00']);
  });
});

describe('a schedule that cannot run here', () => {
  it.each([
    ['at(2026-11-23T09:00:00)', 'rate(n minutes|hours|days)'],
    ['rate(0 minutes)', 'rate(n minutes|hours|days)'],
    ['cron(0 9 * * *)', 'six fields'],
    ['cron(0 9 * * * *)', 'must have ?'],
    ['cron(0 9 ? * ? *)', 'must have ?'],
    ['cron(0 9 L * ? *)', "'L'"],
    ['cron(0 9 ? * 2#1 *)', "'2#1'"],
    ['cron(60 9 * * ? *)', '0 to 59'],
    ['cron(0/0 9 * * ? *)', "'0/0'"],
  ])('is refused at the start: %s', (expression, message) => {
    expect(() => start({ expression })).toThrow(ConfigurationError);
    expect(() => start({ expression })).toThrow(message);
  });

  it('is refused at the start when its input is not JSON or its time zone unknown', () => {
    expect(() => start({ input: 'not json' })).toThrow('refresh-token is not JSON');
    expect(() => start({ expression: 'cron(0 9 * * ? *)', timeZone: 'Nowhere/City' })).toThrow(
      'Nowhere/City',
    );
  });
});

describe('the target', () => {
  it('is invoked in the schedule’s role with its attributes filled in', async () => {
    const attributes = ['scheduled-time', 'execution-id', 'attempt-number', 'schedule-arn'];
    const { calls } = start({ input: JSON.stringify(attributes.map((name) => `<aws.scheduler.${name}>`)) });
    await vi.advanceTimersByTimeAsync(1);
    expect(calls[0]).toMatchObject({ targetArn, roleArn });
    expect(calls[0]?.payload).toEqual([
      '2026-11-23T09:00:30Z',
      expect.stringMatching(/^[\da-f]{16}$/),
      '1',
      'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/refresh-token',
    ]);
  });

  it('gets an event that names the schedule when there is no input', async () => {
    const { calls } = start({ input: undefined });
    await vi.advanceTimersByTimeAsync(1);
    expect(calls[0]?.payload).toMatchObject({
      source: 'aws.scheduler',
      time: '2026-11-23T09:00:30Z',
      resources: ['arn:aws:scheduler:eu-west-1:000000000000:schedule/default/refresh-token'],
    });
  });

  it('is invoked twice more with the same event when it fails: after a minute, then after two', async () => {
    const { calls, reports, times } = start({ expression: 'rate(1 hour)' }, { invoke: async () => failed });
    await vi.advanceTimersByTimeAsync(50 * minute);
    expect(times()).toEqual(['09:00:30', '09:01:30', '09:03:30']);
    expect(new Set(calls.map(({ payload }) => payload)).size).toBe(1);
    expect(
      reports.flatMap((report) => (report.type === 'schedule-failed' ? [report.retryInMs] : [])),
    ).toEqual([minute, 2 * minute, undefined]);
    expect(reports.at(-1)).toMatchObject({
      reason: expect.stringContaining('Task timed out after 10.00 seconds'),
    });
  });

  it('is invoked again sooner and longer when it is throttled', async () => {
    let throttles = 4;
    const { times } = start(
      { expression: 'rate(1 hour)' },
      {
        invoke: async () => {
          throttles -= 1;
          if (throttles >= 0) throw new TooManyRequests('busy');
          return done;
        },
      },
    );
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(times()).toEqual(['09:00:30', '09:00:31', '09:00:33', '09:00:37', '09:00:45']);
  });

  it('is invoked anew, the attempt counted, when the call itself is refused', async () => {
    const { calls, reports } = start(
      { input: '"<aws.scheduler.attempt-number>"', expression: 'rate(1 hour)' },
      {
        invoke: async () => {
          throw new Error('not authorized to perform lambda:InvokeFunction');
        },
      },
    );
    await vi.advanceTimersByTimeAsync(50 * minute);
    expect(calls.map(({ payload }) => payload)).toEqual(['1', '2', '3']);
    expect(reports).toContainEqual({
      type: 'schedule-failed',
      schedule: 'refresh-token',
      reason: 'not authorized to perform lambda:InvokeFunction',
      retryInMs: minute,
    });
  });

  it('is invoked on time although an earlier occurrence is still tried again', async () => {
    const { times } = start({ expression: 'rate(2 minutes)' }, { invoke: async () => failed });
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(times()).toEqual(['09:00:30', '09:01:30', '09:02:30']);
  });
});
