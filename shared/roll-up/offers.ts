import type { ContactFacts } from './contact-facts.ts';
import type { Leg } from './leg.ts';

/** When a contact came to a collection point. */
export type Offer = { readonly collectionPoint: string; readonly at: string };

/**
 * Each time that the contact was offered somewhere, in time order; a queue that it comes back to stands twice. Where a
 * collection point is named without an offer, the earliest fact that names it stands for its offer.
 */
export function offersOf({ milestones, summaries }: ContactFacts): readonly Offer[] {
  const named = milestones.flatMap(({ collectionPoint, at, milestone }) =>
    collectionPoint === undefined ? [] : [{ collectionPoint, at, isOffer: milestone === 'offered' }],
  );
  const summed = summaries.flatMap(({ collectionPoint, offeredAt: at }) =>
    collectionPoint === undefined ? [] : [{ collectionPoint, at, isOffer: true }],
  );
  const tellings = [...named, ...summed].toSorted(byTime);
  const { offered = [], other = [] } = Object.groupBy(tellings, ({ isOffer }) =>
    isOffer ? 'offered' : 'other',
  );
  const isOffered = new Set(offered.map(({ collectionPoint }) => collectionPoint));
  const instead = firstOffers(other.filter(({ collectionPoint }) => !isOffered.has(collectionPoint)));
  return [...offered, ...instead]
    .toSorted(byTime)
    .map(({ collectionPoint, at }) => ({ collectionPoint, at }));
}

/** The first at each collection point: a contact is offered there once, however often it comes back. */
export function firstOffers<Given extends Offer>(offers: readonly Given[]): readonly Given[] {
  const seen = new Set<string>();
  return offers.filter(({ collectionPoint }) => {
    const isFirst = !seen.has(collectionPoint);
    seen.add(collectionPoint);
    return isFirst;
  });
}

/** The last collection point offered before the answer, wherever it was; the leg's own or the first where none was by then. */
export function placeOf(leg: Leg, offers: readonly Offer[]): string | undefined {
  const before = offers.findLast(({ at }) => at <= leg.answeredAt);
  return before?.collectionPoint ?? leg.collectionPoint ?? offers[0]?.collectionPoint;
}

function byTime({ at: one }: Offer, { at: other }: Offer): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
