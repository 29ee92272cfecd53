import type { EventOf } from '../events/event.ts';

/** What one milestone event tells of a contact, without what the contact's facts say once. */
export type Milestone = Pick<
  EventOf<'contact-milestone'>,
  'at' | 'milestone' | 'agentId' | 'legId' | 'collectionPoint' | 'direction'
>;
/** What one summary event tells of a contact. */
export type Summary = Pick<
  EventOf<'contact-summary'>,
  | 'collectionPoint'
  | 'legId'
  | 'direction'
  | 'offeredAt'
  | 'answered'
  | 'talkSeconds'
  | 'holdSeconds'
  | 'wrapSeconds'
  | 'waitSeconds'
  | 'asOf'
>;

/**
 * All that is known of a contact: its milestones, one a leg (or agent), kind and time, and the newest summary of each
 * collection point and leg. Both in a fixed order, so that equal facts are equal texts.
 */
export type ContactFacts = {
  readonly milestones: readonly Milestone[];
  readonly summaries: readonly Summary[];
};

export const noFacts: ContactFacts = { milestones: [], summaries: [] };

/** Facts that were written as JSON: by us alone, so that their outline is checked and the rest trusted. */
export function readFacts(text: string): ContactFacts {
  const { milestones, summaries }: Partial<ContactFacts> = JSON.parse(text);
  return { milestones: milestones ?? [], summaries: summaries ?? [] };
}

export type ContactEvent = EventOf<'contact-milestone'> | EventOf<'contact-summary'>;

/** The facts of one event alone. */
export function factsOf(event: ContactEvent): ContactFacts {
  if (event.type === 'contact-milestone') {
    const { at, milestone, agentId, legId, collectionPoint, direction } = event;
    return {
      ...noFacts,
      milestones: [compact({ at, milestone, agentId, legId, collectionPoint, direction })],
    };
  }
  const { collectionPoint, legId, direction, offeredAt, answered, asOf } = event;
  const { talkSeconds, holdSeconds, wrapSeconds, waitSeconds } = event;
  const durations = { talkSeconds, holdSeconds, wrapSeconds, waitSeconds };
  return {
    ...noFacts,
    summaries: [compact({ collectionPoint, legId, direction, offeredAt, answered, ...durations, asOf })],
  };
}

/**
 * Both facts together. In whatever order and however often facts are merged, the same come out: the same milestone told twice
 * is one, with all that either tells, and of two summaries of one collection point and leg the newer stays.
 */
export function mergeFacts(one: ContactFacts, other: ContactFacts): ContactFacts {
  return {
    milestones: mergedBy([...one.milestones, ...other.milestones], milestoneKey, together),
    summaries: mergedBy(
      [...one.summaries, ...other.summaries],
      ({ collectionPoint = '', legId = '' }) => JSON.stringify([collectionPoint, legId]),
      newer,
    ),
  };
}

/** Offered at two collection points at once, as to both of an overflow, is offered twice; all else happens in one place. */
function milestoneKey({ legId, agentId, milestone, at, collectionPoint }: Milestone): string {
  const offeredAt = milestone === 'offered' ? (collectionPoint ?? '') : '';
  return JSON.stringify([at, milestone, legId ?? '', agentId ?? '', offeredAt]);
}

function mergedBy<Fact>(
  facts: readonly Fact[],
  keyOf: (fact: Fact) => string,
  merge: (one: Fact, other: Fact) => Fact,
): readonly Fact[] {
  const merged = new Map<string, Fact>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const known = merged.get(key);
    merged.set(key, known ? merge(known, fact) : fact);
  }
  return [...merged].sort(([key], [otherKey]) => (key < otherKey ? -1 : 1)).map(([, fact]) => fact);
}

/** Where the two differ in what neither the leg nor the time tells, the greater text stays, so that no order matters. */
function together({ at, milestone, agentId, legId, ...one }: Milestone, other: Milestone): Milestone {
  const collectionPoint = greater(one.collectionPoint, other.collectionPoint);
  const direction = greater(one.direction, other.direction);
  return compact({ at, milestone, agentId, legId, collectionPoint, direction });
}

function greater<Text extends string>(one: Text | undefined, other: Text | undefined): Text | undefined {
  return (one ?? '') >= (other ?? '') ? one : other;
}

function newer(one: Summary, other: Summary): Summary {
  if (one.asOf !== other.asOf) return one.asOf > other.asOf ? one : other;
  return JSON.stringify(one) >= JSON.stringify(other) ? one : other;
}

/** Without the keys that have no value. */
function compact<Shape extends object>(shape: { [Key in keyof Shape]: Shape[Key] | undefined }): Shape;
function compact(shape: object): object {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}
