import * as z from 'zod/mini';
import type { TranslatedEvent } from '../../events/event.ts';
import type { Instant } from '../../events/instant.ts';
import { chosenId } from '../chosen-id.ts';
import { knownClass } from '../known-class.ts';
import { missingField, readPayload } from '../read-payload.ts';
import type { TranslationContext } from '../source.ts';
import { vendorField } from '../vendor-field.ts';
import { wantsMedium } from '../wants-medium.ts';
import { announcedIn } from './announcement.ts';
import { agentIdOf, initiationMethod } from './contact-facts.ts';
import { codes } from './state-codes.ts';

const { id, contactId, word, time } = vendorField;

const named = z.object({ EventType: z.string(), AgentARN: z.string() });
/** Of any event, a heartbeat too. */
const configured = z.object({ Configuration: z.object({ Username: id }) });
const snapshots = z.object({
  CurrentAgentSnapshot: z.nullish(z.unknown()),
  PreviousAgentSnapshot: z.nullish(z.unknown()),
});

const session = z.object({ AgentARN: agentIdOf, EventTimestamp: time });

const contact = z.object({
  ContactId: contactId,
  Channel: z.nullish(word),
  InitiationMethod: initiationMethod,
  State: word,
  StateStartTimestamp: time,
});
const snapshot = z.object({
  /** The model has a type, the vendor's printed sample none. */
  AgentStatus: z.object({ Name: word, StartTimestamp: time, Type: z.nullish(word) }),
  Contacts: z.nullish(z.array(contact)),
});
const stateChange = z.object({
  ...session.shape,
  CurrentAgentSnapshot: z.nullish(snapshot),
  PreviousAgentSnapshot: z.nullish(snapshot),
});
type Snapshot = z.infer<typeof snapshot>;
type Contact = z.infer<typeof contact>;
type Settings = TranslationContext['settings'];

/** What a snapshot shows the agent to be doing, and since when. */
type Shown = { readonly state: string; readonly reason?: string; readonly since: Instant };

/** Of several contacts at hand, the one that busies the agent most; one in any other state comes last. */
const precedence = ['CONNECTED', 'CONNECTED_ONHOLD', 'ENDED', 'CONNECTING', 'INCOMING', 'PENDING'];

/**
 * An agent's login, logout or change of state; heartbeats tell no change, and state changes also come for a changed
 * configuration. After-contact work has no event of its own: it lasts from the contact's end until the contact is gone
 * (https://docs.aws.amazon.com/connect/latest/adminguide/determine-acw-time.html).
 */
export function readAgentEvent(payload: unknown, context: TranslationContext): readonly TranslatedEvent[] {
  const { EventType, AgentARN } = readPayload(named, payload, 'an amazon-connect agent event');
  const username = usernameOf(payload);
  if (username) context.agents?.learn(AgentARN, username);
  const what = `amazon-connect ${EventType}`;
  const agentOf = (agentId: string) => {
    const Username = username ?? context.agents?.find(AgentARN);
    return chosenId(context.settings.ids.agentId, { agentId, Username }, what);
  };
  switch (EventType) {
    case 'LOGIN':
    case 'LOGOUT': {
      const { AgentARN: agentId, EventTimestamp } = readPayload(session, payload, what);
      const state = activity(agentOf(agentId), { state: EventType, since: EventTimestamp });
      return [state, ...announcedIn(payload, () => agentOf(agentId), context)];
    }
    case 'STATE_CHANGE': {
      const change = readPayload(stateChange, payload, what);
      const shown = newlyShown(change, context.settings, what);
      const agentId = () => agentOf(change.AgentARN);
      return [...(shown ? [activity(agentId(), shown)] : []), ...announcedIn(payload, agentId, context)];
    }
    default:
      return [];
  }
}

/** Undefined where the change shows the agent doing what it did before. */
function newlyShown(change: z.infer<typeof stateChange>, settings: Settings, what: string) {
  const { CurrentAgentSnapshot: current, PreviousAgentSnapshot: previous, EventTimestamp } = change;
  if (!current) throw missingField(what, 'CurrentAgentSnapshot');
  const now = shownBy(current, settings);
  if (!previous) return now;
  const before = shownBy(previous, settings);
  if (now.state === before.state && now.reason === before.reason) return undefined;
  // What was there before comes to show when what outranked it is gone.
  return startsOf(previous).has(now.since) ? { ...now, since: EventTimestamp } : now;
}

function shownBy({ AgentStatus, Contacts }: Snapshot, settings: Settings): Shown {
  const [first] = (Contacts ?? [])
    .filter(({ Channel }) => !Channel || wantsMedium(settings, Channel))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
  if (first) return { state: contactState(first), since: first.StateStartTimestamp };
  const { Name, Type, StartTimestamp: since } = AgentStatus;
  const state = Type ?? builtInTypes.get(Name.toLowerCase()) ?? 'CUSTOM';
  return { state, ...(state === 'CUSTOM' && { reason: Name }), since };
}

/** The statuses that every instance has; all others are made by it. */
const builtInTypes: ReadonlyMap<string, string> = new Map([
  ['available', 'ROUTABLE'],
  ['offline', 'OFFLINE'],
]);

function contactState({ State, InitiationMethod }: Contact): string {
  return State === 'CONNECTED' && InitiationMethod === 'OUTBOUND' ? 'OUTBOUND CONNECTED' : State;
}

function rankOf({ State }: Contact): number {
  const rank = precedence.indexOf(State);
  return rank < 0 ? precedence.length : rank;
}

function startsOf({ AgentStatus, Contacts }: Snapshot): ReadonlySet<Instant> {
  const contacts = (Contacts ?? []).map(({ StateStartTimestamp }) => StateStartTimestamp);
  return new Set([AgentStatus.StartTimestamp, ...contacts]);
}

/** Logins and logouts may come without a snapshot (not confirmed against a live account). */
function usernameOf(payload: unknown): string | undefined {
  const { data } = snapshots.safeParse(payload);
  const given = [data?.CurrentAgentSnapshot, data?.PreviousAgentSnapshot];
  return given.map((one) => configured.safeParse(one).data?.Configuration.Username).find(Boolean);
}

function activity(agentId: string, { state, reason, since }: Shown): TranslatedEvent {
  return {
    type: 'agent-activity',
    agentId,
    eventTime: since,
    state,
    ...(reason && { reason }),
    ...knownClass(codes, state),
  };
}
