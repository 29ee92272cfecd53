import type { Milestone } from './contact-facts.ts';

/** The kinds of milestones that tell of one agent's part in a contact. */
const ofParticipants: ReadonlySet<Milestone['milestone']> = new Set([
  'answered',
  'held',
  'retrieved',
  'ended',
  'wrap-started',
  'wrap-ended',
]);
/** After these an agent who answers takes part anew. */
const closing: ReadonlySet<Milestone['milestone']> = new Set(['ended', 'wrap-started', 'wrap-ended']);

/**
 * The milestones of each time an agent took part, in their order. A leg's id tells them apart; where a milestone names
 * only the agent, it is the agent's latest leg by then, and where it names neither, the contact's latest. An end that names
 * neither is the whole contact's and stands in none.
 */
export function participations(milestones: readonly Milestone[]): readonly (readonly Milestone[])[] {
  const facts = milestones.filter((fact) => ofParticipants.has(fact.milestone) && !isEndOfContact(fact));
  const byLeg = Map.groupBy(facts, (fact) => legKey(fact, facts));
  return [...byLeg.values()].flatMap(apartByAnswer);
}

export function isEndOfContact({ milestone, legId, agentId }: Milestone): boolean {
  return milestone === 'ended' && legId === undefined && agentId === undefined;
}

function legKey({ legId, agentId, at }: Milestone, facts: readonly Milestone[]): string {
  if (legId !== undefined) return `leg ${legId}`;
  const answered = facts.filter((fact) => fact.milestone === 'answered' && fact.at <= at);
  const latest = answered.findLast((fact) => agentId === undefined || fact.agentId === agentId);
  if (latest?.legId !== undefined) return `leg ${latest.legId}`;
  const agent = agentId ?? latest?.agentId;
  return agent === undefined ? '' : `agent ${agent}`;
}

function apartByAnswer(facts: readonly Milestone[]): Milestone[][] {
  const parts: Milestone[][] = [];
  let part: Milestone[] = [];
  for (const fact of facts) {
    if (fact.milestone === 'answered' && part.some(({ milestone }) => closing.has(milestone))) {
      parts.push(part);
      part = [];
    }
    part.push(fact);
  }
  return [...parts, part];
}
