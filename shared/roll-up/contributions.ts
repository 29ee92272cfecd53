import type { ContactFacts, Milestone, Summary } from './contact-facts.ts';
import { type Leg, legsOf, secondsBetween } from './leg.ts';
import type { RollUpRules } from './rules.ts';

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

type Offer = { readonly collectionPoint: string; readonly at: string };

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
  { milestones, summaries }: ContactFacts,
  legs: readonly Leg[],
  rules: RollUpRules,
): readonly Contribution[] {
  const summary = newestOf(summaries.filter(({ answered }) => answered));
  const at = legs[0]?.answeredAt ?? summary?.offeredAt;
  const named = [...milestones, ...summaries].find(({ collectionPoint }) => collectionPoint)?.collectionPoint;
  const collectionPoint = named ?? rules.outboundCollectionPoint;
  if (at === undefined || collectionPoint === undefined) return [];
  const { talkSeconds, wrapSeconds } = durations(legs, summary);
  return [{ ...none, collectionPoint, at, outbound: 1, outboundSeconds: talkSeconds + wrapSeconds }];
}

function inboundContributions(
  { milestones, summaries }: ContactFacts,
  legs: readonly Leg[],
  rules: RollUpRules,
): readonly Contribution[] {
  const offers = offersOf({ milestones, summaries });
  const endedAt = milestones.find(isEnd)?.at;
  const isOver = endedAt !== undefined || summaries.length > 0;
  return offers.flatMap((offer) => {
    const own = legs.filter((leg) => placeOf(leg, offers) === offer.collectionPoint);
    const isLast = offer === offers.at(-1);
    const summary = summaryAt(summaries, offer, isLast);
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

/**
 * Where the contact was offered, in time order, each collection point once. Where a collection point is named without an
 * offer, the earliest fact that names it stands for its offer.
 */
function offersOf({ milestones, summaries }: ContactFacts): readonly Offer[] {
  const named = milestones.flatMap(({ collectionPoint, at, milestone }) =>
    collectionPoint === undefined ? [] : [{ collectionPoint, at, isOffer: milestone === 'offered' }],
  );
  const summed = summaries.flatMap(({ collectionPoint, offeredAt: at }) =>
    collectionPoint === undefined ? [] : [{ collectionPoint, at, isOffer: true }],
  );
  const byPlace = Map.groupBy([...named, ...summed], ({ collectionPoint }) => collectionPoint);
  const offers = [...byPlace].map(([collectionPoint, tellings]) => {
    const offered = tellings.filter(({ isOffer }) => isOffer);
    const at = earliest((offered.length > 0 ? offered : tellings).map((telling) => telling.at));
    return { collectionPoint, at };
  });
  return offers.toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

/** The last collection point offered before the answer, wherever it was; the leg's own or the first where none was by then. */
function placeOf(leg: Leg, offers: readonly Offer[]): string | undefined {
  const before = offers.findLast(({ at }) => at <= leg.answeredAt);
  return before?.collectionPoint ?? leg.collectionPoint ?? offers[0]?.collectionPoint;
}

/** A summary without a collection point is of the last one that the contact was offered at. */
function summaryAt(summaries: readonly Summary[], offer: Offer, isLast: boolean): Summary | undefined {
  const own = summaries.find(({ collectionPoint }) => collectionPoint === offer.collectionPoint);
  return own ?? (isLast ? summaries.find(({ collectionPoint }) => collectionPoint === undefined) : undefined);
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

function newestOf(summaries: readonly Summary[]): Summary | undefined {
  return summaries.toSorted((one, other) => (one.asOf < other.asOf ? -1 : 1)).at(-1);
}

function earliest(times: readonly string[]): string {
  return times.reduce((first, time) => (time < first ? time : first));
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
