/** How fast the system's time runs: the half minute that guards one attempt is still a second on the wall. */
const timeScale = 30;

/** What `npm test` plays: half an hour of a smaller and busier center. */
export const shortDay = {
  timeScale,
  agents: 60,
  minutes: 32,
  changeWithinSeconds: 160,
  contactEverySeconds: 20,
} as const;

/** An hour and three quarters of a small one: long enough to hold both passes of an hour that a clock repeats. */
export const zoneDay = {
  timeScale,
  agents: 24,
  minutes: 105,
  changeWithinSeconds: 480,
  contactEverySeconds: 40,
} as const;

/** A center of 200 agents, for so many minutes on the wall. */
export function longDay(wallMinutes: number) {
  return {
    timeScale,
    agents: 200,
    minutes: wallMinutes * timeScale,
    changeWithinSeconds: 480,
    contactEverySeconds: 15,
  } as const;
}
