import type { ScheduleDefinition } from './deployment.ts';
import { invokeAsync } from './lambda/invoke-async.ts';
import type { InvokeResult } from './lambda/invoke-result.ts';
import { createPause } from './pause.ts';
import { createLocalMinutes } from './schedule/local-minute.ts';
import { type Clock, cronOccurrences, rateOccurrences } from './schedule/occurrences.ts';
import { parseExpression } from './schedule/parse-expression.ts';
import { scheduleInput } from './schedule/schedule-input.ts';

/** Invokes a schedule's target in its role's name; rejects where that is refused. */
export type InvokeTarget = (targetArn: string, payload: unknown, roleArn: string) => Promise<InvokeResult>;

export type ScheduleReport =
  | { readonly type: 'schedule-due'; readonly schedule: string; readonly at: number }
  /** An attempt failed, or the call was refused; `retryInMs` is undefined where no other follows. */
  | {
      readonly type: 'schedule-failed';
      readonly schedule: string;
      readonly reason: string;
      readonly retryInMs: number | undefined;
    };

export type SchedulerOptions = {
  /** How many times faster than the clock on the wall AWS's time runs; `now` must run at the same speed. */
  readonly timeScale?: number;
  readonly now?: () => number;
  readonly onReport?: (report: ScheduleReport) => void;
};

export type RunningSchedules = { readonly close: () => Promise<void> };

type Runner = {
  readonly clock: Clock;
  readonly invoke: InvokeTarget;
  readonly onReport: (report: ScheduleReport) => void;
};

/** Between the attempts of a call that is refused. */
const refusedPausesMs = [60_000, 120_000];

/**
 * Runs schedules as EventBridge Scheduler does; their targets are functions, invoked asynchronously. Throws
 * ConfigurationError at once for an expression that cannot run here.
 */
export function startSchedules(
  schedules: readonly ScheduleDefinition[],
  invoke: InvokeTarget,
  { timeScale = 1, now = Date.now, onReport = () => {} }: SchedulerOptions = {},
): RunningSchedules {
  const stop = new AbortController();
  const clock = { now, pause: createPause(timeScale, stop.signal), stopped: () => stop.signal.aborted };
  const due = schedules.map((schedule) => ({ schedule, occurrences: occurrencesOf(schedule, clock) }));
  const running = due.map(({ schedule, occurrences }) =>
    runSchedule(schedule, occurrences, { clock, invoke, onReport }),
  );
  return {
    close: async () => {
      stop.abort();
      await Promise.all(running);
    },
  };
}

function occurrencesOf(schedule: ScheduleDefinition, clock: Clock): AsyncGenerator<number> {
  scheduleInput(schedule, { at: 0, attempt: 1 });
  const recurrence = parseExpression(schedule.expression);
  if (recurrence.type === 'rate') return rateOccurrences(recurrence.everyMs, clock);
  return cronOccurrences(recurrence.cron, createLocalMinutes(schedule.timeZone), clock);
}

/** An occurrence that is still tried again does not hold up the next. */
async function runSchedule(
  schedule: ScheduleDefinition,
  occurrences: AsyncGenerator<number>,
  runner: Runner,
): Promise<void> {
  for await (const at of occurrences) {
    runner.onReport({ type: 'schedule-due', schedule: schedule.name, at });
    void runOccurrence(schedule, at, runner);
  }
}

async function runOccurrence(schedule: ScheduleDefinition, at: number, runner: Runner): Promise<void> {
  const { clock, invoke, onReport } = runner;
  const onFailure = (reason: string, retryInMs: number | undefined) =>
    onReport({ type: 'schedule-failed', schedule: schedule.name, reason, retryInMs });
  for (const [index, pauseMs] of [...refusedPausesMs, undefined].entries()) {
    const payload = scheduleInput(schedule, { at, attempt: index + 1 });
    const attempt = () => invoke(schedule.targetArn, payload, schedule.roleArn);
    try {
      await invokeAsync({ ...clock, invoke: attempt, onFailure });
      return;
    } catch (error) {
      onFailure(error instanceof Error ? error.message : String(error), pauseMs);
    }
    if (pauseMs !== undefined) await clock.pause(pauseMs);
    if (clock.stopped()) return;
  }
}
