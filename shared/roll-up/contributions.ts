import type { ContactFacts, Milestone, Summary } from './contact-facts.ts';
import { type Leg, legsOf, secondsBetween } from './leg.ts';
import { firstOffers, type Offer, offersOf, placeOf } from './offers.ts';
import type { RollUpRules } from './rules.ts';
import { sumOf } from './sum-of-summaries.ts';

/** What one contact adds to the row of one collection point and interval. Counts are 0 or 1. */
export type Contribution = {
  readonly collectionPoint: string;
  /** The time by which the interval is chosen: of the offer, or of an outbound contact's connection. */
  readonly at: string;
  readonly offered: number;
  readonly notHandled: number;
  readonly answeredInTime: number;
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapSeconds: number;
  readonly outbound: number;
  /** Talk and wrap-up of an outbound contact. */
  readonly outboundSeconds: number;
};

/**
 * What a contact adds to which rows, from all that is known of it. All of a contact counts in the interval in which it was
 * offered at the collection point, so that a row's times and its contacts are of the same contacts.
 */
export function contributionsOf(facts: ContactFacts, rules: RollUpRules): readonly Contribution[] {
  const legs = legsOf(facts.milestones);
  return isOutbound(facts)
    ? outboundContribution(facts, legs, rules)
    : inboundContributions(facts, legs, rules);
}

function isOutbound({ milestones, summaries }: ContactFacts): boolean {
  const directions = new Set([...milestones, ...summaries].flatMap(({ direction }) => direction ?? []));
  return directions.has('outbound') && !directions.has('inbound');
}

/** Counted once connected; what was never answered took nobody's time and was offered to nobody. */
function outboundContribution(
  facts: ContactFacts,
  legs: readonly Leg[],
  rules: RollUpRules,
): readonly Contribution[] {
  const summary = sumOf(facts.summaries.filter(({ answered }) => answered));
  const at = legs[0]?.answeredAt ?? (summary && connectedAt(summary));
  const collectionPoint = namedIn(facts) ?? rules.outboundCollectionPoint;
  if (at === undefined || collectionPoint === undefined) return [];
  const { talkSeconds, wrapSeconds } = durations(legs, summary);
  return [{ ...none, collectionPoint, at, outbound: 1, outboundSeconds: talkSeconds + wrapSeconds }];
}

/** Whether no row counts an outbound contact, though it was connected: it names no collection point, nor does its source. */
export function isUnplaced(facts: ContactFacts, rules: RollUpRules): boolean {
  if (!isOutbound(facts) || (namedIn(facts) ?? rules.outboundCollectionPoint) !== undefined) return false;
  return legsOf(facts.milestones).length > 0 || facts.summaries.some(({ answered }) => answered);
}

function namedIn({ milestones, summaries }: ContactFacts): string | undefined {
  return [...milestones, ...summaries].find(({ collectionPoint }) => collectionPoint)?.collectionPoint;
}

function inboundContributions(
  { milestones, summaries }: ContactFacts,
  legs: readonly Leg[],
  rules: RollUpRules,
): readonly Contribution[] {
  const offers = offersOf({ milestones, summaries });
  const endedAt = milestones.find(isEnd)?.at;
  return firstOffers(offers).flatMap((offer) => {
    const own = legs.filter((leg) => placeOf(leg, offers) === offer.collectionPoint);
    const isLast = offer.collectionPoint === offers.at(-1)?.collectionPoint;
    const summary = summaryAt(summaries, offer, isLast);
    // A summary of before the offer is of another collection point, from which the contact went on.
    const isOver =
      endedAt !== undefined || summary !== undefined || summaries.some(({ asOf }) => asOf >= offer.at);
    const answered = summary?.answered ?? own.length > 0;
    const waited = waitSeconds(offer, { own, summary, endedAt });
    // Short abandons are those of callers; where a contact went on to another collection point, nobody hung up.
    if (!answered && isLast && isOver && isShort(waited, rules)) return [];
    const answeredInTime = answered && waited !== undefined && waited <= rules.serviceLevelSeconds;
    return {
      ...none,
      ...offer,
      offered: 1,
      notHandled: !answered && (isOver || !isLast) ? 1 : 0,
      answeredInTime: answeredInTime ? 1 : 0,
      ...durations(own, summary),
    };
  });
}

/** A summary without a collection point is of the last one that the contact was offered at. */
function summaryAt(summaries: readonly Summary[], offer: Offer, isLast: boolean): Summary | undefined {
  const own = summaries.filter(({ collectionPoint }) => collectionPoint === offer.collectionPoint);
  const ofNone = summaries.filter(({ collectionPoint }) => collectionPoint === undefined);
  return sumOf(own) ?? (isLast ? sumOf(ofNone) : undefined);
}

/** A summary's figures stand where it carries them; the milestones tell the others. */
function durations(legs: readonly Leg[], summary: Summary | undefined) {
  const sum = (of: (leg: Leg) => number) => legs.reduce((total, leg) => total + of(leg), 0);
  return {
    talkSeconds: summary?.talkSeconds ?? sum((leg) => leg.talkSeconds),
    holdSeconds: summary?.holdSeconds ?? sum((leg) => leg.holdSeconds),
    wrapSeconds: summary?.wrapSeconds ?? sum((leg) => leg.wrapSeconds),
  };
}

type Waiting = {
  readonly own: readonly Leg[];
  readonly summary: Summary | undefined;
  readonly endedAt: string | undefined;
};

/** From the offer to its answer, or to the end of an unanswered contact; an answer before the offer waited for nothing. */
function waitSeconds(offer: Offer, { own, summary, endedAt }: Waiting): number | undefined {
  if (summary?.waitSeconds !== undefined) return summary.waitSeconds;
  const until = own[0]?.answeredAt ?? endedAt;
  return until === undefined ? undefined : secondsBetween(offer.at, until);
}

function isShort(waited: number | undefined, { shortAbandonSeconds }: RollUpRules): boolean {
  return shortAbandonSeconds !== undefined && waited !== undefined && waited < shortAbandonSeconds;
}

function isEnd({ milestone, legId, agentId }: Milestone): boolean {
  return milestone === 'abandoned' || (milestone === 'ended' && legId === undefined && agentId === undefined);
}

function connectedAt({ offeredAt, waitSeconds = 0 }: Summary): string {
  return new Date(Date.parse(offeredAt) + waitSeconds * 1000).toISOString();
}

const none = {
  offered: 0,
  notHandled: 0,
  answeredInTime: 0,
  talkSeconds: 0,
  holdSeconds: 0,
  wrapSeconds: 0,
  outbound: 0,
  outboundSeconds: 0,
} as const;
