import { contactDrafts, planContacts, type Telling } from './contacts.ts';
import { createRandom, type Random } from './random.ts';
import { type State, type Told, type Vendor, vendors } from './vendors.ts';

/** How large a day is played; times are in the system's own, scaled time. */
export type CenterSize = {
  readonly agents: number;
  readonly minutes: number;
  /** An agent's next change comes within so many seconds, half of them on average. */
  readonly changeWithinSeconds: number;
  /** A contact is offered so often. */
  readonly contactEverySeconds: number;
};

/** A webhook as the vendor is going to send it, `offsetMs` after the day's beginning. */
export type PlannedWebhook = {
  readonly number: number;
  readonly vendor: Vendor;
  readonly offsetMs: number;
  readonly kind: 'states' | 'contact' | 'forged' | 'untranslatable' | 'unmapped' | 'poison';
  /** The changes it tells of, times as offsets. */
  readonly told: readonly Told[];
  /** What it tells of a contact. */
  readonly telling?: Telling;
  /** A repetition of an earlier one, by its number. */
  readonly repeats?: number;
};

/** The agent whose row kills the process that would send it. */
export const poisonAgent = 'poison-agent';
/** Longer than a code may be, and in no class. */
export const unmappedState: State = { word: 'A STATE WITHOUT ANY CODE', activity: '' };

const kinds = [vendors.zoom, vendors.aircall, vendors.dialpad, vendors.standard] as const;

/** A day's webhooks in the order of sending, all drawn from the seed. */
export function planDay(seed: number, size: CenterSize): readonly PlannedWebhook[] {
  const random = createRandom(seed, 'center');
  const dayMs = size.minutes * 60_000;
  const states = Array.from({ length: size.agents }, (_, index) =>
    planAgent(index, { dayMs, random, size }),
  ).flat();
  const contacts = planContacts(seed, size).flatMap((contact) => contactDrafts(contact, random));
  const planned = [...states, ...contacts];
  const repeated = planned
    .filter(() => random.chance(0.03))
    .map((webhook) => ({
      ...webhook,
      offsetMs: webhook.offsetMs + random.whole(1000, 300_000),
      again: webhook,
    }));
  const all = [...planned, ...repeated, ...planOddities(dayMs, random)];
  const ordered = all.toSorted((one, other) => one.offsetMs - other.offsetMs);
  const numbers = new Map<object, number>(ordered.map((webhook, index) => [webhook, index]));
  return ordered.map(({ again, ...webhook }, number) => {
    const repeats = again && numbers.get(again);
    return { ...webhook, number, ...(repeats === undefined ? {} : { repeats }) };
  });
}

/** A webhook before it has its place in the day. */
export type Draft = Omit<PlannedWebhook, 'number' | 'repeats'> & { readonly again?: object };
type Day = { readonly dayMs: number; readonly random: Random; readonly size: CenterSize };

/** One agent's shift: a login, changes, now and then two within a second, a logout. */
function planAgent(index: number, { dayMs, random, size }: Day): Draft[] {
  const vendor = kinds[index % kinds.length] ?? vendors.zoom;
  const agentId = String(5_100_000 + index);
  const told: Told[] = [];
  const tell = (atMs: number, state: State) => told.push({ agentId, atMs: precise(atMs, vendor), state });
  let atMs = random.whole(0, Math.floor(dayMs / 10));
  const endsAtMs = dayMs - random.whole(0, Math.floor(dayMs / 10));
  tell(atMs, vendor.login);
  for (;;) {
    atMs += random.whole(15_000, size.changeWithinSeconds * 1000);
    if (atMs >= endsAtMs) break;
    tell(atMs, random.pick(vendor.states));
    const leftMs = 999 - (atMs % 1000);
    if (vendor.hasMilliseconds && leftMs > 2 && random.chance(0.04)) {
      atMs += random.whole(1, leftMs);
      tell(atMs, random.pick(vendor.states));
    }
  }
  tell(endsAtMs, vendor.logout);
  return told.map((change) => planState(change, vendor, random));
}

function planState(change: Told, vendor: Vendor, random: Random): Draft {
  const offsetMs = change.atMs + random.whole(50, 1500);
  // Some take longer on their way than the next ones, and come in the wrong order.
  const lateMs = random.chance(0.05) ? random.whole(1000, 90_000) : 0;
  return { vendor, offsetMs: offsetMs + lateMs, kind: 'states', told: [change] };
}

/** What is not an agent's honest day: forgeries, what cannot be read or coded, and the message that kills. */
function planOddities(dayMs: number, random: Random): Draft[] {
  const at = (from: number, to: number) => random.whole(Math.floor(dayMs * from), Math.floor(dayMs * to));
  const odd = (kind: PlannedWebhook['kind'], vendor: Vendor, agentId: string, state: State): Draft => {
    const atMs = kind === 'poison' ? at(0.02, 0.1) : at(0.05, 0.9);
    return { vendor, kind, offsetMs: atMs + 500, told: [{ agentId, atMs, state }] };
  };
  return [
    ...[1, 2, 3].map((n) => odd('forged', vendors.zoom, `forged-${n}`, vendors.zoom.login)),
    ...[1, 2].map((n) => odd('untranslatable', vendors.zoom, `untranslatable-${n}`, vendors.zoom.login)),
    ...[1, 2, 3].map((n) => odd('unmapped', vendors.standard, `unmapped-${n}`, unmappedState)),
    odd('poison', vendors.standard, poisonAgent, vendors.standard.login),
  ];
}

function precise(atMs: number, { hasMilliseconds }: Vendor): number {
  return hasMilliseconds ? atMs : Math.floor(atMs / 1000) * 1000;
}
