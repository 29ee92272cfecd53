import type { Milestone } from './contact-facts.ts';
import { participations, takesOver } from './participants.ts';

/** What one agent did with a contact, in seconds. */
export type Leg = {
  readonly agentId: string | undefined;
  readonly answeredAt: string;
  /** Where its own milestones name one. */
  readonly collectionPoint: string | undefined;
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapSeconds: number;
};

/**
 * The legs of a contact, in the order of their answers. Where facts are missing or contradict each other:
 * - a leg that has no end ends with its wrap-up's beginning, else when the contact is transferred, another answers or the
 *   contact ends, whichever is first, else with the contact's last fact before anybody's wrap-up;
 * - a hold without retrieval ends with its leg, a second hold within one is the same hold, a retrieval without hold is none,
 *   and no hold lies outside its leg;
 * - an agent who wraps up talks no more: a leg ends with its wrap-up's beginning at the latest;
 * - what ends before it begins has no length: clocks jump back;
 * - wrap-up begins with the leg's end where no beginning is told, and ends with the contact's last fact where no end is.
 */
export function legsOf(milestones: readonly Milestone[]): readonly Leg[] {
  const legs = participations(milestones).flatMap((own) => legOf(own, milestones) ?? []);
  return legs.toSorted((one, other) => (one.answeredAt < other.answeredAt ? -1 : 1));
}

function legOf(own: readonly Milestone[], ofContact: readonly Milestone[]): Leg | undefined {
  const answeredAt = firstOf(own, 'answered');
  if (answeredAt === undefined) return undefined;
  const endedAt =
    earlier(lastOf(own, 'ended'), firstOf(own, 'wrap-started')) ?? leftAt(answeredAt, own, ofContact);
  const holdSeconds = heldSeconds(own, { answeredAt, endedAt });
  const agentId = own.find((fact) => fact.agentId !== undefined)?.agentId;
  const collectionPoint = own.find((fact) => fact.collectionPoint !== undefined)?.collectionPoint;
  const talkSeconds = Math.max(0, secondsBetween(answeredAt, endedAt) - holdSeconds);
  return {
    agentId,
    answeredAt,
    collectionPoint,
    talkSeconds,
    holdSeconds,
    wrapSeconds: wrapSeconds(own, endedAt, latestOf(ofContact)),
  };
}

/** When a leg that nothing ends was over, by what else is told of the contact. */
function leftAt(answeredAt: string, own: readonly Milestone[], ofContact: readonly Milestone[]): string {
  const end = ofContact.find((fact) => fact.at >= answeredAt && !own.includes(fact) && takesOver(fact));
  return end?.at ?? latestOf(ofContact.filter(({ milestone }) => !milestone.startsWith('wrap-')));
}

function latestOf(facts: readonly Milestone[]): string {
  return facts.reduce((last, { at }) => (at > last ? at : last), '');
}

type Span = Pick<Leg, 'answeredAt'> & { readonly endedAt: string };

function heldSeconds(own: readonly Milestone[], { answeredAt, endedAt }: Span): number {
  let seconds = 0;
  let heldAt: string | undefined;
  const waiting = own.filter(({ milestone }) => milestone === 'held' || milestone === 'retrieved');
  for (let next = takeNext(waiting, false); next; next = takeNext(waiting, heldAt !== undefined)) {
    const { milestone, at } = next;
    if (milestone === 'held') heldAt ??= at > answeredAt ? at : answeredAt;
    if (milestone !== 'retrieved' || heldAt === undefined) continue;
    seconds += secondsBetween(heldAt, at < endedAt ? at : endedAt);
    heldAt = undefined;
  }
  return heldAt === undefined ? seconds : seconds + secondsBetween(heldAt, endedAt);
}

/** Takes the next fact out: of two at one time, the one that can follow, for an agent may hold again in the second of retrieving. */
function takeNext(waiting: Milestone[], isHeld: boolean): Milestone | undefined {
  const [first] = waiting;
  const fits = waiting.findIndex(
    ({ at, milestone }) => at === first?.at && milestone === (isHeld ? 'retrieved' : 'held'),
  );
  return waiting.splice(Math.max(fits, 0), 1)[0];
}

function wrapSeconds(own: readonly Milestone[], endedAt: string, lastAt: string): number {
  const startedAt = firstOf(own, 'wrap-started');
  const wrappedAt = lastOf(own, 'wrap-ended');
  if (startedAt === undefined && wrappedAt === undefined) return 0;
  return secondsBetween(startedAt ?? endedAt, wrappedAt ?? lastAt);
}

function firstOf(facts: readonly Milestone[], milestone: Milestone['milestone']): string | undefined {
  return facts.find((fact) => fact.milestone === milestone)?.at;
}

function lastOf(facts: readonly Milestone[], milestone: Milestone['milestone']): string | undefined {
  return facts.findLast((fact) => fact.milestone === milestone)?.at;
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** Never less than none. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from)) / 1000;
}
