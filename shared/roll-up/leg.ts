import type { Milestone } from './contact-facts.ts';
import { isEndOfContact, participations } from './participants.ts';

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
 * - a leg that has no end ends with its wrap-up's beginning, else with the contact, else with the contact's last fact;
 * - a hold without retrieval ends with its leg, a second hold within one is the same hold, a retrieval without hold is none,
 *   and no hold lies outside its leg;
 * - an agent who wraps up talks no more: a leg ends with its wrap-up's beginning at the latest;
 * - what ends before it begins has no length: clocks jump back;
 * - wrap-up begins with the leg's end where no beginning is told, and ends with the contact's last fact where no end is.
 */
export function legsOf(milestones: readonly Milestone[]): readonly Leg[] {
  const lastAt = milestones.reduce((last, { at }) => (at > last ? at : last), '');
  const endedAt = milestones.find(isEndOfContact)?.at ?? lastAt;
  const legs = participations(milestones).flatMap((own) => legOf(own, endedAt, lastAt) ?? []);
  return legs.toSorted((one, other) => (one.answeredAt < other.answeredAt ? -1 : 1));
}

function legOf(own: readonly Milestone[], contactEndedAt: string, lastAt: string): Leg | undefined {
  const answeredAt = firstOf(own, 'answered');
  if (answeredAt === undefined) return undefined;
  const endedAt = earlier(lastOf(own, 'ended'), firstOf(own, 'wrap-started')) ?? contactEndedAt;
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
    wrapSeconds: wrapSeconds(own, endedAt, lastAt),
  };
}

type Span = Pick<Leg, 'answeredAt'> & { readonly endedAt: string };

function heldSeconds(own: readonly Milestone[], { answeredAt, endedAt }: Span): number {
  let seconds = 0;
  let heldAt: string | undefined;
  for (const { milestone, at } of own) {
    if (milestone === 'held') heldAt ??= at > answeredAt ? at : answeredAt;
    if (milestone !== 'retrieved' || heldAt === undefined) continue;
    seconds += secondsBetween(heldAt, at < endedAt ? at : endedAt);
    heldAt = undefined;
  }
  return heldAt === undefined ? seconds : seconds + secondsBetween(heldAt, endedAt);
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
