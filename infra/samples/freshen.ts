const secondMs = 1000;
const quarterHourMs = 15 * 60 * secondMs;

/** Only times within these are taken for such; every number elsewhere is left alone. */
const earliestMs = Date.UTC(2020, 0);
const latestMs = Date.UTC(2040, 0);

/**
 * An ISO 8601 time, with a zone or without, also as a URL writes it, perhaps as an `interval`; or digits alone, not within
 * an id, a phone number or a decimal.
 */
const time =
  /("interval"\s*:\s*")?((?<!\d)\d{4}-\d\d-\d\d(?:T| |\+|%20)\d\d(:|%3A)\d\d\3\d\d(?!\d)(?:\.\d+)?(?:Z|(?:[+-]|%2B)\d\d(?::|%3A)\d\d)?)|(?<![\w.+-])(?:\d{10}|\d{13})(?![\w.-])/gi;
const isoTime = /^(.{10})(T| |\+|%20)(\d\d)(:|%3A)(\d\d)\4(\d\d)(.*)$/i;

/** A zoneless date and its time in two fields, one behind the other: `"call_date": ..., "call_time": ...`. */
const dateAndTime = /"(\w*)date"\s*:\s*"\d{4}-\d\d-\d\d"\s*,\s*"\1time"\s*:\s*"\d\d:\d\d:\d\d"/g;

/** A JSON object in base64, as a text of its own; a token's parts stand between dots. */
const jsonInBase64 = /(?<=")eyJ[\w+/]+={0,2}(?=")/g;

/**
 * The same webhook at another time: every ISO 8601 time in the text moves by `shiftMs`, keeping its precision and its
 * spelling, offset included, and so does every Unix time of 10 (seconds) or 13 digits (milliseconds) from 2020 to 2039, and
 * every date with its time in the next field. All move by the same whole seconds, so that one instant written in two
 * precisions stays one; an `interval` stays on its quarter hour. JSON within it in base64 is moved as well.
 */
export function freshen(text: string, shiftMs: number): string {
  const shift = wholeOf(secondMs, shiftMs);
  const intervalShift = wholeOf(quarterHourMs, shiftMs);
  const moved = text.replace(time, (found: string, interval: string | undefined, iso: string | undefined) => {
    if (iso === undefined) return shiftUnix(found, shift);
    return interval === undefined ? shiftIso(iso, shift) : interval + shiftIso(iso, intervalShift);
  });
  return moved
    .replace(dateAndTime, (found) => shiftFields(found, shift))
    .replace(jsonInBase64, (found) => freshenWithin(found, shiftMs));
}

function freshenWithin(base64: string, shiftMs: number): string {
  const json = Buffer.from(base64, 'base64').toString('utf8');
  return Buffer.from(freshen(json, shiftMs)).toString('base64');
}

function shiftFields(fields: string, shiftMs: number): string {
  const [, date = '', clock = ''] = /"([\d-]{10})".*"([\d:]{8})"/s.exec(fields) ?? [];
  const moved = shiftIso(`${date}T${clock}Z`, shiftMs);
  return fields.replace(date, moved.slice(0, 10)).replace(clock, moved.slice(11, 19));
}

function shiftIso(written: string, shiftMs: number): string {
  const [, date, between = '', hour, colon = '', minute, second, rest = ''] = isoTime.exec(written) ?? [];
  // The wall clock is moved, not the instant, so that the offset (or the zone that is not told) may stay as it is.
  const wallMs = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
  if (!isPlausible(wallMs)) return written;
  const moved = new Date(wallMs + shiftMs).toISOString();
  return moved.slice(0, 10) + between + moved.slice(11, 19).replaceAll(':', colon) + rest;
}

function shiftUnix(digits: string, shiftMs: number): string {
  const unitMs = digits.length === 10 ? secondMs : 1;
  const atMs = Number(digits) * unitMs;
  return isPlausible(atMs) ? String((atMs + shiftMs) / unitMs) : digits;
}

function wholeOf(unitMs: number, durationMs: number): number {
  return Math.floor(durationMs / unitMs) * unitMs;
}

function isPlausible(atMs: number): boolean {
  return atMs >= earliestMs && atMs < latestMs;
}
