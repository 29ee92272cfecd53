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
 * only the agent, it is the agent's latest leg by then, else the latest of which no agent is told, and where it names
 * neither, the contact's latest. An end that names neither is the whole contact's and stands in none.
 */
export function participations(milestones: readonly Milestone[]): readonly (readonly Milestone[])[] {
  const facts = milestones.filter((fact) => ofParticipants.has(fact.milestone) && !isEndOfContact(fact));
  const byLeg = Map.groupBy(facts, (fact) => legKey(fact, facts));
  return [...byLeg.values()].flatMap((own) => apartByAnswer(own, milestones));
}

/** What ends the part of an agent that nothing else ends. */
export function takesOver(fact: Milestone): boolean {
  return fact.milestone === 'transferred' || fact.milestone === 'answered' || isEndOfContact(fact);
}

export function isEndOfContact({ milestone, legId, agentId }: Milestone): boolean {
  return milestone === 'ended' && legId === undefined && agentId === undefined;
}

function legKey({ legId, agentId, at }: Milestone, facts: readonly Milestone[]): string {
  if (legId !== undefined) return `leg ${legId}`;
  const answered = facts.filter((fact) => fact.milestone === 'answered' && fact.at <= at);
  const latest =
    answered.findLast((fact) => agentId === undefined || fact.agentId === agentId) ??
    answered.findLast((fact) => fact.agentId === undefined);
  if (latest?.legId !== undefined) return `leg ${latest.legId}`;
  const agent = latest ? latest.agentId : agentId;
  return agent === undefined ? '' : `agent ${agent}`;
}

function apartByAnswer(facts: readonly Milestone[], ofContact: readonly Milestone[]): Milestone[][] {
  const parts: Milestone[][] = [];
  let part: Milestone[] = [];
  const isLeft = (before: string) => {
    const since = part.find(({ milestone }) => milestone === 'answered')?.at;
    return ofContact.some(
      (fact) =>
        takesOver(fact) &&
        !facts.includes(fact) &&
        since !== undefined &&
        fact.at >= since &&
        fact.at <= before,
    );
  };
  for (const fact of facts) {
    const isOver = part.some(({ milestone }) => closing.has(milestone)) || isLeft(fact.at);
    if (fact.milestone === 'answered' && isOver) {
      parts.push(part);
      part = [];
    }
    part.push(fact);
  }
  return [...parts, part];
}
