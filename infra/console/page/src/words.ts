/** Times and numbers as a person reads them. All times are shown in UTC unless said otherwise. */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `12 s`, `4 min`, `3 h 20 min`, `2 d 4 h`; what is over says no more than it has to. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < minute) return `${whole} s`;
  if (whole < hour) return `${Math.floor(whole / minute)} min`;
  if (whole < day) return joined(Math.floor(whole / hour), 'h', Math.floor((whole % hour) / minute), 'min');
  return joined(Math.floor(whole / day), 'd', Math.floor((whole % day) / hour), 'h');
}

function joined(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** A delay with the precision that it has: `340 ms`, `1.2 s`, else as any duration. */
export function delay(ms: number): string {
  if (Math.abs(ms) < 1000) return `${Math.round(ms)} ms`;
  if (Math.abs(ms) < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 0 ? `−${duration(-ms / 1000)}` : duration(ms / 1000);
}

export function ago(at: string, nowMs: number): string {
  return `${duration((nowMs - Date.parse(at)) / 1000)} ago`;
}

/** `09:15:10`. */
export function clock(at: string): string {
  return at.slice(11, 19);
}

/** `09:15` */
export function minuteClock(at: string): string {
  return at.slice(11, 16);
}

/** `09:15`, with the day (`11-20 09:15`) where that is another one. */
export function sinceWhen(at: string, nowMs: number): string {
  return nowMs - Date.parse(at) < day * 1000 ? minuteClock(at) : `${at.slice(5, 10)} ${minuteClock(at)}`;
}

/** `2026-11-23 09:15:10`. */
export function dayAndClock(at: string): string {
  return `${at.slice(0, 10)} ${clock(at)}`;
}

/** What others say in passing, as a sentence. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
}

export function plural(count: number, what: string, many = `${what}s`): string {
  return `${grouped(count)} ${count === 1 ? what : many}`;
}

export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
