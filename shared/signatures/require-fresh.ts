import { SignatureRefused } from '../errors.ts';
import type { Trust } from '../sources/source.ts';

/** Enough for every second until the year 5138, and too little to lose a digit as a number. */
const unixSeconds = /^\d{1,11}$/;

/**
 * Holds a signed Unix time in seconds against the clock: it may lie `toleranceSeconds` before or after it, no further.
 * Only digits count, because parsing leniently would give one time several signable texts.
 */
export function requireFresh(
  timestamp: string,
  { nowMs, toleranceSeconds }: Pick<Trust, 'nowMs' | 'toleranceSeconds'>,
): void {
  if (!unixSeconds.test(timestamp))
    throw new SignatureRefused('the signed time is not a Unix time in seconds: it must be digits only');
  if (toleranceSeconds === null)
    throw new SignatureRefused('the source signs a time, but no tolerance is configured to hold it against');
  const ageSeconds = Math.floor(nowMs / 1000) - Number(timestamp);
  if (!(Math.abs(ageSeconds) <= toleranceSeconds))
    throw new SignatureRefused(
      `the signed time is ${Math.abs(ageSeconds)} s ${ageSeconds < 0 ? 'ahead of' : 'behind'} our clock, allowed are ${toleranceSeconds} s: check the sender's clock, or sign each attempt anew`,
    );
}
