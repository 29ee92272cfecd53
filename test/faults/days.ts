/** The system's time runs a minute a second. */
export const timeScale = 60;

/** What `npm test` plays: an hour of a smaller and busier center. */
export const shortDay = { timeScale, agents: 60, minutes: 60, changeWithinSeconds: 300 } as const;

/** A center of 200 agents, for so many minutes on the wall. */
export function longDay(wallMinutes: number) {
  return { timeScale, agents: 200, minutes: wallMinutes * timeScale, changeWithinSeconds: 720 } as const;
}
