import { fileURLToPath } from 'node:url';

/** Time that may run faster than the wall's: what AWS waits for, and the clock of everything that runs in it. */
export type ScaledTime = {
  /** How many times as fast. */
  readonly timeScale: number;
  readonly now: () => number;
  /** Node's arguments for a process or a thread whose `Date` is to show this time. */
  readonly clock: readonly string[];
  /** The same for one whose pauses are to pass it, too. */
  readonly clockAndSleep: readonly string[];
  /** The variables that both need. */
  readonly variables: Readonly<Record<string, string>>;
};

/** The wall's own time. */
export const wallTime: ScaledTime = {
  timeScale: 1,
  now: Date.now,
  clock: [],
  clockAndSleep: [],
  variables: {},
};

/** Time that from now on runs `timeScale` times as fast as the wall's; another time can be made the present. */
export function scaledTime(timeScale: number, startsAtMs?: number): ScaledTime {
  const from = Date.now();
  const startsAt = startsAtMs ?? from;
  const clock = preload('./scaled-clock.cjs');
  return {
    timeScale,
    now: () => Math.floor(startsAt + (Date.now() - from) * timeScale),
    clock,
    clockAndSleep: [...clock, ...preload('./scaled-sleep.cjs')],
    variables: { SCALED_CLOCK: `${timeScale} ${from} ${startsAt}` },
  };
}

function preload(file: string): string[] {
  return ['--require', fileURLToPath(new URL(file, import.meta.url))];
}
