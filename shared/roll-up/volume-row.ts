import type { Contribution } from './contributions.ts';

/** The figures of a quarter-hour row, as the canonical `call-volume` event has them. */
export type VolumeFigures = {
  readonly contactsOffered: number;
  readonly contactsNotHandled: number;
  /** Talk and wrap-up together. */
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly serviceLevelPct: number;
  readonly outboundContacts: number;
  readonly outboundSeconds: number;
};

/** The sum of what the contacts of one interval and collection point add; an interval without contacts is all zeros. */
export function volumeOf(contributions: Iterable<Contribution>): VolumeFigures {
  const sum = { offered: 0, notHandled: 0, inTime: 0, talk: 0, hold: 0, outbound: 0, outboundSeconds: 0 };
  for (const each of contributions) {
    sum.offered += each.offered;
    sum.notHandled += each.notHandled;
    sum.inTime += each.answeredInTime;
    sum.talk += each.talkSeconds + each.wrapSeconds;
    sum.hold += each.holdSeconds;
    sum.outbound += each.outbound;
    sum.outboundSeconds += each.outboundSeconds;
  }
  return {
    contactsOffered: sum.offered,
    contactsNotHandled: sum.notHandled,
    talkSeconds: toMilliseconds(sum.talk),
    holdSeconds: toMilliseconds(sum.hold),
    serviceLevelPct: sum.offered === 0 ? 0 : Math.round((sum.inTime / sum.offered) * 1000) / 10,
    outboundContacts: sum.outbound,
    outboundSeconds: toMilliseconds(sum.outboundSeconds),
  };
}

/** How much of the row's talk time is wrap-up. */
export function wrapSecondsOf(contributions: Iterable<Contribution>): number {
  let sum = 0;
  for (const { wrapSeconds } of contributions) sum += wrapSeconds;
  return toMilliseconds(sum);
}

/** Sums of fractions drift; no vendor tells less than a millisecond. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
