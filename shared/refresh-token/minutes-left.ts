/** How long a token lives still; 0 where it is over or there is none. */
export function minutesLeft(expiresAt: string | undefined, nowMs: number): number {
  return expiresAt === undefined ? 0 : Math.max(0, (Date.parse(expiresAt) - nowMs) / 60_000);
}
