/** Longer than this nobody is left alone: an outage ends sooner or later, and the rows are wanted then. */
const LONGEST_SECONDS = 900;

/** A Retry-After header, in seconds or as a date, as seconds from now (at most 900); undefined where it says nothing usable. */
export function retryAfterSeconds(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, nowMs);
  return seconds === undefined || seconds < 0 ? undefined : Math.min(seconds, LONGEST_SECONDS);
}

// Only HTTP dates: Date.parse alone would read "-5" or "soon 7" as one too (RFC 9110, 5.6.7).
function secondsUntil(text: string, nowMs: number): number | undefined {
  const at = /^[A-Z][a-z]+, \d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.ceil((at - nowMs) / 1000);
}
