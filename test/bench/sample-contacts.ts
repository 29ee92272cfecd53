import { seededRandom } from '../../infra/seeded-random.ts';
import type { Milestone, Summary } from '../../shared/roll-up/contact-facts.ts';

/** A contact as its vendor tells it, offered once: in up to six milestones or in one summary. */
export type SampleContact = {
  readonly contactId: string;
  readonly collectionPoint: string;
  readonly milestones: readonly Milestone[];
  readonly summaries: readonly Summary[];
};

type Spread = { readonly fromMs: number; readonly spanMs: number; readonly collectionPoints: number };

/** Every run measures the same contacts. */
const seed = 20_261_124;

/**
 * Contacts spread evenly over this time and these collection points: of twenty, eleven handled and put on hold, two handled,
 * two outbound, three abandoned and two told by a summary alone. All times are whole seconds, so that sums are exact in
 * whatever order they are made.
 */
export function sampleContacts(count: number, { fromMs, spanMs, collectionPoints }: Spread): SampleContact[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const offeredMs = fromMs + Math.floor((random() * spanMs) / 1000) * 1000;
    const collectionPoint = `collection-point-${Math.floor(random() * collectionPoints) + 1}`;
    const contactId = `0f9c2b7e-51d4-4e0a-9b3c-${String(index).padStart(12, '0')}`;
    const agentId = `agent-${1000 + Math.floor(random() * 800)}`;
    const told = { collectionPoint, agentId, legId: `${contactId}-1`, offeredMs, random };
    return { contactId, collectionPoint, ...factsOfKind(index % 20, told) };
  });
}

type Told = {
  readonly collectionPoint: string;
  readonly agentId: string;
  readonly legId: string;
  readonly offeredMs: number;
  readonly random: () => number;
};

function factsOfKind(kind: number, told: Told): Pick<SampleContact, 'milestones' | 'summaries'> {
  if (kind >= 18) return { milestones: [], summaries: [summaryOf(told)] };
  if (kind >= 15) return { milestones: abandoned(told), summaries: [] };
  if (kind >= 13)
    return { milestones: handledBy(told, { direction: 'outbound', isHeld: false }), summaries: [] };
  return { milestones: handledBy(told, { direction: 'inbound', isHeld: kind < 11 }), summaries: [] };
}

function handledBy(
  { collectionPoint, agentId, legId, offeredMs, random }: Told,
  { direction, isHeld }: { readonly direction: 'inbound' | 'outbound'; readonly isHeld: boolean },
): Milestone[] {
  const own = { agentId, legId };
  const after = (seconds: number) => new Date(offeredMs + seconds * 1000).toISOString();
  const waited = seconds(random, 1, 45);
  const ended = waited + seconds(random, 60, 600);
  const held = waited + seconds(random, 10, 30);
  const hold: Milestone[] = isHeld
    ? [
        { at: after(held), milestone: 'held', ...own },
        { at: after(held + seconds(random, 5, 30)), milestone: 'retrieved', ...own },
      ]
    : [];
  const answeredAt = direction === 'outbound' ? after(0) : after(waited);
  const offer: Milestone[] =
    direction === 'outbound' ? [] : [{ at: after(0), milestone: 'offered', collectionPoint, direction }];
  return [
    ...offer,
    { at: answeredAt, milestone: 'answered', ...own, collectionPoint, direction },
    ...hold,
    { at: after(ended), milestone: 'ended', ...own },
    { at: after(ended + seconds(random, 5, 60)), milestone: 'wrap-ended', ...own },
  ];
}

function abandoned({ collectionPoint, offeredMs, random }: Told): Milestone[] {
  const at = new Date(offeredMs).toISOString();
  const endedAt = new Date(offeredMs + seconds(random, 5, 120) * 1000).toISOString();
  return [
    { at, milestone: 'offered', collectionPoint, direction: 'inbound' },
    { at: endedAt, milestone: 'abandoned', collectionPoint },
  ];
}

function summaryOf({ collectionPoint, offeredMs, random }: Told): Summary {
  return {
    collectionPoint,
    direction: 'inbound',
    offeredAt: new Date(offeredMs).toISOString(),
    answered: true,
    talkSeconds: seconds(random, 60, 600),
    holdSeconds: seconds(random, 0, 30),
    wrapSeconds: seconds(random, 5, 60),
    waitSeconds: seconds(random, 1, 45),
    asOf: new Date(offeredMs + 900_000).toISOString(),
  };
}

function seconds(random: () => number, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}
