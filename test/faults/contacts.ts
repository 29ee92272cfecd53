import type { CenterSize, Draft } from './center.ts';
import { createRandom, type Random } from './random.ts';
import { type Vendor, vendors } from './vendors.ts';

/** One agent's part in a contact, from the offer that led to it; times are offsets from the day's beginning. */
export type PlannedLeg = {
  readonly queue: string;
  readonly agentId: string;
  readonly offeredAtMs: number;
  /** Undefined where nobody answered: the caller hung up at `endedAtMs`. */
  readonly answeredAtMs: number | undefined;
  readonly heldMs: readonly (readonly [from: number, to: number])[];
  readonly endedAtMs: number;
  readonly wrappedAtMs: number | undefined;
};

export type PlannedContact = {
  readonly contactId: string;
  readonly vendor: Vendor;
  readonly isOutbound: boolean;
  readonly legs: readonly PlannedLeg[];
};

/** What one webhook tells of a contact. */
export type Telling = {
  readonly contact: PlannedContact;
  readonly leg: PlannedLeg;
  readonly what: What;
  readonly atMs: number;
};
type What =
  | 'offered'
  | 'answered'
  | 'held'
  | 'retrieved'
  | 'ended'
  | 'wrap-started'
  | 'wrap-ended'
  | 'abandoned'
  | 'contact-ended'
  | 'summary';

/** Numbers, so that every vendor can name them; several vendors' contacts come to each. */
const queues = ['3301', '3302', '3303'] as const;
const callers = [vendors.zoom, vendors.aircall, vendors.standard] as const;
const minuteMs = 60_000;

/** A day's contacts, all drawn from the seed; whatever is told of them is told by the day's end. */
export function planContacts(seed: number, size: CenterSize): readonly PlannedContact[] {
  const random = createRandom(seed, 'contacts');
  const dayMs = size.minutes * minuteMs;
  const count = Math.floor((size.minutes * 60) / size.contactEverySeconds);
  return Array.from({ length: count }, (_, index) => planContact(index, dayMs, random));
}

function planContact(index: number, dayMs: number, random: Random): PlannedContact {
  const vendor = callers[index % callers.length] ?? vendors.zoom;
  const told = toldBy(vendor);
  const contact = { contactId: String(880_000 + index), vendor };
  const offeredAtMs = told(random.whole(0, Math.floor(dayMs * 0.7)));
  const queue = random.pick(queues);
  const first = planLeg({ queue, agentId: String(9_700_000 + index), offeredAtMs }, dayMs, {
    random,
    vendor,
  });
  const isOutbound = first.answeredAtMs !== undefined && random.chance(0.08);
  const isTransferred = first.answeredAtMs !== undefined && vendor !== vendors.aircall && random.chance(0.1);
  if (isOutbound || !isTransferred) return { ...contact, isOutbound, legs: [first] };
  const next = queues[(queues.indexOf(queue) + 1) % queues.length] ?? queues[0];
  const onward = {
    queue: next,
    agentId: String(9_800_000 + index),
    offeredAtMs: told(first.endedAtMs + 1000),
  };
  return {
    ...contact,
    isOutbound,
    legs: [{ ...first, wrappedAtMs: undefined }, planLeg(onward, dayMs, { random, vendor })],
  };
}

type Offer = Pick<PlannedLeg, 'queue' | 'agentId' | 'offeredAtMs'>;

function planLeg(
  offer: Offer,
  dayMs: number,
  { random, vendor }: { readonly random: Random; readonly vendor: Vendor },
): PlannedLeg {
  const told = toldBy(vendor);
  const waitedUntilMs = offer.offeredAtMs + random.whole(2000, 60_000);
  if (random.chance(0.18))
    return {
      ...offer,
      answeredAtMs: undefined,
      heldMs: [],
      endedAtMs: told(waitedUntilMs),
      wrappedAtMs: undefined,
    };
  const answeredAtMs = told(waitedUntilMs);
  const endedAtMs = told(answeredAtMs + random.whole(20_000, 4 * minuteMs));
  const heldFromMs = told(answeredAtMs + random.whole(2000, 9000));
  const heldMs = random.chance(0.3)
    ? [[heldFromMs, told(heldFromMs + random.whole(1000, 9000))] as const]
    : [];
  // Now and then somebody takes forty minutes over it; the day must hold it.
  const wrapMs = random.chance(0.15) ? random.whole(5 * minuteMs, 40 * minuteMs) : random.whole(0, 60_000);
  const wrappedAtMs = Math.min(told(endedAtMs + wrapMs), Math.floor(dayMs * 0.97));
  return {
    ...offer,
    answeredAtMs,
    heldMs,
    endedAtMs,
    wrappedAtMs: vendor === vendors.aircall || wrappedAtMs <= endedAtMs ? undefined : wrappedAtMs,
  };
}

/** As precisely as this vendor tells its times. */
function toldBy({ hasMilliseconds }: Vendor): (atMs: number) => number {
  return (atMs) => (hasMilliseconds ? atMs : Math.floor(atMs / 1000) * 1000);
}

/** The webhooks that tell of a contact, when its vendor sends them. */
export function contactDrafts(contact: PlannedContact, random: Random): Draft[] {
  return tellings(contact).map((telling) => {
    const lateMs = random.chance(0.05) ? random.whole(1000, 90_000) : 0;
    const offsetMs = telling.atMs + random.whole(50, 1500) + lateMs;
    return { vendor: contact.vendor, kind: 'contact', offsetMs, told: [], telling };
  });
}

function tellings(contact: PlannedContact): Telling[] {
  const { vendor, legs, isOutbound } = contact;
  const last = legs.at(-1);
  if (!last) return [];
  // A sender that sums its contacts itself tells of the whole at once.
  if (vendor === vendors.standard && legs.length === 1 && !isOutbound && Number(contact.contactId) % 2 === 0)
    return [{ contact, leg: last, what: 'summary', atMs: last.wrappedAtMs ?? last.endedAtMs }];
  const ofLegs = legs.flatMap((leg) => legTellings(contact, leg));
  const endedAtMs = last.endedAtMs + (vendor === vendors.aircall ? 30_000 : 100);
  const isAnswered = last.answeredAtMs !== undefined;
  const what = isAnswered || vendor === vendors.aircall ? 'contact-ended' : 'abandoned';
  return [...ofLegs, { contact, leg: last, what, atMs: what === 'abandoned' ? last.endedAtMs : endedAtMs }];
}

function legTellings(contact: PlannedContact, leg: PlannedLeg): Telling[] {
  const { answeredAtMs, heldMs, endedAtMs, wrappedAtMs, offeredAtMs } = leg;
  const tell = (what: What, atMs: number): Telling => ({ contact, leg, what, atMs });
  const offer = contact.isOutbound ? [] : [tell('offered', offeredAtMs)];
  if (answeredAtMs === undefined) return offer;
  return [
    ...offer,
    tell('answered', answeredAtMs),
    ...heldMs.flatMap(([from, to]) => [tell('held', from), tell('retrieved', to)]),
    tell('ended', endedAtMs),
    ...(wrappedAtMs === undefined ? [] : [tell('wrap-started', endedAtMs), tell('wrap-ended', wrappedAtMs)]),
  ];
}
