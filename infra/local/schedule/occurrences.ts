import type { Pause } from '../pause.ts';
import { type Cron, matchesCron } from './cron.ts';
import type { LocalMinute } from './local-minute.ts';

export type Clock = { readonly now: () => number; readonly pause: Pause; readonly stopped: () => boolean };

const minuteMs = 60_000;

/** A machine that slept longer than this runs a schedule's missed minutes no more. */
const maxMissedMinutes = 60;

/** No timer is set for longer, so that a clock which jumps is noticed. */
const maxPauseMs = 60_000;

/** The instants a rate runs at: the first at once, as EventBridge Scheduler does for a schedule without a start date. */
export async function* rateOccurrences(everyMs: number, clock: Clock): AsyncGenerator<number> {
  for (
    let at = clock.now();
    await reach(at, clock);
    at += everyMs * Math.ceil((clock.now() - at + 1) / everyMs)
  )
    yield at;
}

/**
 * The minutes a cron expression runs at. Where clocks go back the repeated hour runs no more, where they go forward
 * the missing one never does: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export async function* cronOccurrences(
  cron: Cron,
  localMinute: (at: number) => LocalMinute,
  clock: Clock,
): AsyncGenerator<number> {
  let lastStamp = '';
  for (let at = nextMinute(clock.now()); await reach(at, clock); at = following(at, clock.now())) {
    const minute = localMinute(at);
    if (minute.stamp <= lastStamp || !matchesCron(cron, minute)) continue;
    lastStamp = minute.stamp;
    yield at;
  }
}

/** Waits for an instant; false where everything stopped before it. */
async function reach(at: number, { now, pause, stopped }: Clock): Promise<boolean> {
  while (!stopped() && now() < at) await pause(Math.min(at - now(), maxPauseMs));
  return !stopped();
}

function nextMinute(at: number): number {
  return Math.ceil(at / minuteMs) * minuteMs;
}

function following(at: number, now: number): number {
  return Math.max(at + minuteMs, nextMinute(now - maxMissedMinutes * minuteMs));
}
