import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { requireToken } from '../signatures/require-token.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import { echoValidationToken } from './ringcentral-validation.ts';
import type { CodeTable, Translation, TranslationContext, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/** Transport and proof; the events stand in https://developers.ringcentral.com/guide/notifications/event-filters */
const documentation = 'https://developers.ringcentral.com/guide/notifications/webhooks/receiving';

/** Every telephony session is one of this medium. */
const medium = 'voice';
const { id, contactId, word, time } = vendorField;

const named = z.object({ event: z.string() });

const presenceEvent = notificationOf({
  extensionId: id,
  telephonyStatus: z.nullish(word),
  activeCalls: z.nullish(z.array(z.object({ telephonyStatus: z.nullish(word) }))),
  totalActiveCalls: z.nullish(z.int()),
  userStatus: z.nullish(word),
  dndStatus: z.nullish(word),
  presenceStatus: z.nullish(word),
});
const dndEvent = notificationOf({ extensionId: id, dndStatus: word });
const queueEvent = notificationOf({
  records: z.array(z.object({ member: z.object({ id }), acceptCurrentQueueCalls: z.boolean() })),
});

/** Empty where a caller's side is anonymous. */
const called = z.union([z.literal(''), id]);

/** One side of a call; those outside the account have no extension. */
const party = z.object({
  id: contactId,
  extensionId: z.nullish(id),
  direction: z.nullish(z.pipe(z.string().check(z.toLowerCase()), vendorField.direction)),
  to: z.nullish(z.object({ phoneNumber: z.nullish(called), extensionId: z.nullish(called) })),
  status: z.object({ code: word, reason: z.nullish(z.string()) }),
});
const sessionEvent = notificationOf({
  telephonySessionId: contactId,
  origin: z.nullish(z.object({ type: z.nullish(z.string()) })),
  parties: z.array(party),
});

type Presence = z.infer<typeof presenceEvent>['body'];
type Party = z.infer<typeof party>;
type Milestone = EventOf<'contact-milestone'>['milestone'];

/** The values of presence, then of queue membership, then what a party of a call may be in. */
const codes: CodeTable = {
  states: {
    Ringing: { code: 'RING', stateClass: 'busy' },
    CallConnected: { code: 'TALK', stateClass: 'busy' },
    OnHold: { code: 'HOLD', stateClass: 'busy' },
    ParkedCall: { code: 'PARK', stateClass: 'busy' },
    NoCall: { code: 'AVAIL', stateClass: 'available' },
    Available: { code: 'AVAIL', stateClass: 'available' },
    Busy: { code: 'NOTREADY', stateClass: 'unavailable' },
    Offline: { code: 'LOGOUT', stateClass: 'offline' },
    TakeAllCalls: { code: 'AVAIL', stateClass: 'available' },
    DoNotAcceptAnyCalls: { code: 'DND', stateClass: 'unavailable' },
    DoNotAcceptDepartmentCalls: { code: 'NOTREADY', stateClass: 'unavailable' },
    'acceptCurrentQueueCalls true': { code: 'AVAIL', stateClass: 'available' },
    'acceptCurrentQueueCalls false': { code: 'NOTREADY', stateClass: 'unavailable' },
    Proceeding: { code: 'RING', stateClass: 'busy' },
    Answered: { code: 'TALK', stateClass: 'busy' },
    Hold: { code: 'HOLD', stateClass: 'busy' },
    Parked: { code: 'PARK', stateClass: 'busy' },
  },
  reasons: {},
};

/** RingEX, the phone system: users' presence, queue membership and telephony sessions. */
export const ringex: WebhookSource = {
  transport: 'webhook',
  vendor: 'ringex',
  documentation,
  // Any other, and the subscription ends as Blacklisted.
  successStatus: 200,
  mediaTypes: ['application/json'],
  // Nothing is signed.
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: {
    agentIds: ['extensionId'],
    collectionPoints: ['to.phoneNumber', 'to.extensionId'],
    activity: ['status', 'contacts'],
  },

  greet: echoValidationToken,

  // The reference has the one header, the guide to receiving webhooks has shown the other.
  verify: failClosed(({ headers }, { secrets }) =>
    requireToken(
      headers['verification-token'] ?? headers['validation-token'],
      secrets,
      'the header verification-token',
    ),
  ),

  parse: ({ body }) => parseJson(body),

  translate: (payload, context) => {
    const { event } = readPayload(named, payload, 'a ringex webhook');
    const path = event.split('?', 1)[0] ?? '';
    const reader = readers.find(({ filter }) => filter.test(path));
    return reader ? reader.read(payload, context) : { events: [], ignored: 1 };
  },

  sign: ({ headers, body }, { secret }) => ({
    headers: { ...headers, 'verification-token': secret },
    body,
  }),

  secretFrom: (random) => random.toString('base64url'),
  secretIsOurs: true,
};

type Reader = (payload: unknown, context: TranslationContext) => Translation;

/** What is read of each event filter, the first that fits; those left out (lines, messages, renewals ...) tell nothing more. */
const readers: readonly { readonly filter: RegExp; readonly read: Reader }[] = [
  { filter: /\/telephony\/sessions$/, read: readSession },
  { filter: /\/call-queues\/[^/]+\/presence$/, read: readQueue },
  { filter: /\/presence\/dnd$/, read: readDnd },
  { filter: /\/presence$/, read: readPresence },
];

/** A call comes first, then what the user has set. Without a word on the call, only how many there are, it goes on. */
function readPresence(payload: unknown, { settings }: TranslationContext): Translation {
  const what = 'ringex presence';
  const { timestamp, body } = readPayload(presenceEvent, payload, what);
  const call = callStatusOf(body);
  const isOnCall = call ? call !== 'NoCall' : Boolean(body.totalActiveCalls);
  if (isOnCall && (!call || settings.activity === 'contacts')) return { events: [], ignored: 1 };
  const state = isOnCall && call ? call : stateOffCall(body, what);
  return { events: [activity(body.extensionId, state, timestamp)], ignored: 0 };
}

/** The telephony status is left out where it has not changed; then that of a listed call tells it. */
function callStatusOf({ telephonyStatus, activeCalls }: Presence): string | null | undefined {
  const listed = (activeCalls ?? []).map((call) => call.telephonyStatus);
  return telephonyStatus ?? listed.find((status) => status && status !== 'NoCall');
}

/** Offline outweighs a refusal of calls; that is more exact than the user's status, which is Busy then as well. */
function stateOffCall(presence: Presence, what: string): string {
  const { userStatus, dndStatus, presenceStatus, telephonyStatus } = presence;
  if (userStatus === 'Offline') return userStatus;
  if (dndStatus && dndStatus !== 'TakeAllCalls') return dndStatus;
  const state = userStatus ?? presenceStatus ?? dndStatus ?? telephonyStatus;
  if (state) return state;
  throw missingField(what, 'body.userStatus');
}

function readDnd(payload: unknown): Translation {
  const { timestamp, body } = readPayload(dndEvent, payload, 'ringex presence/dnd');
  return { events: [activity(body.extensionId, body.dndStatus, timestamp)], ignored: 0 };
}

function readQueue(payload: unknown): Translation {
  const { timestamp, body } = readPayload(queueEvent, payload, 'ringex call-queues presence');
  const events = body.records.map(({ member, acceptCurrentQueueCalls }) =>
    activity(member.id, `acceptCurrentQueueCalls ${acceptCurrentQueueCalls}`, timestamp),
  );
  return { events, ignored: events.length > 0 ? 0 : 1 };
}

/** Sessions of these origins are nobody's contact. */
const noContacts = new Set(['GreetingsRecording', 'VerificationCall', 'TestCall']);

/**
 * The time is that of the notification: of `eventTime` it is documented that the call started then, while the vendor's
 * samples have a time just before the notification's.
 */
function readSession(payload: unknown, { settings }: TranslationContext): Translation {
  const { timestamp, body } = readPayload(sessionEvent, payload, 'ringex telephony/sessions');
  const counts = wantsMedium(settings, medium) && !noContacts.has(body.origin?.type ?? '');
  const session = { contactId: body.telephonySessionId, at: timestamp, settings };
  const told = body.parties.map((party) => (counts ? readParty(party, session) : []));
  const ignored = told.filter((events) => events.length === 0).length;
  return { events: told.flat(), ignored: told.length > 0 ? ignored : 1 };
}

type Session = {
  readonly contactId: string;
  readonly at: Instant;
  readonly settings: SourceConfiguration;
};

/** A party outside the account is nobody's leg; the direction is the party's own. */
function readParty(party: Party, { contactId, at, settings }: Session): readonly TranslatedEvent[] {
  const { id: legId, extensionId: agentId, direction, status } = party;
  if (!agentId) return [];
  const collectionPoint = direction === 'inbound' ? calledOf(party, settings) : undefined;
  const leg = {
    contactId,
    ...(collectionPoint && { collectionPoint }),
    agentId,
    legId,
    ...(direction && { direction }),
  };
  const milestones = milestonesOf(party).map(
    (milestone) => ({ type: 'contact-milestone', ...leg, at, milestone }) as const,
  );
  const tellsState = settings.activity === 'contacts' && partyStates.has(status.code);
  return tellsState ? [...milestones, activity(agentId, status.code, at)] : milestones;
}

/** What puts the agent in a state, where contacts feed the activity. What follows a call, presence tells. */
const partyStates = new Set(['Proceeding', 'Answered', 'Hold', 'Parked']);

/** The others (Setup, VoiceMail, VoiceMailScreening, FaxReceive, Tds) reach no agent. */
function milestonesOf({ direction, status: { code, reason } }: Party): readonly Milestone[] {
  switch (code) {
    case 'Proceeding':
      return direction === 'inbound' ? ['offered'] : [];
    case 'Answered':
      // The end of a hold is told by the same word; where nothing was held it says nothing.
      return ['answered', 'retrieved'];
    case 'Hold':
    case 'Parked':
      return ['held'];
    case 'Disconnected':
    case 'Gone':
      return reason?.endsWith('Transfer') ? ['transferred', 'ended'] : ['ended'];
    default:
      return [];
  }
}

/** Sessions name no queue: what is called is a number or an extension. */
function calledOf({ to }: Party, { ids }: SourceConfiguration): string | null | undefined {
  return ids.collectionPoint === 'to.extensionId' ? to?.extensionId : to?.phoneNumber;
}

function activity(agentId: string, state: string, eventTime: Instant) {
  return { type: 'agent-activity', agentId, eventTime, state, ...knownClass(codes, state) } as const;
}

function notificationOf<Shape extends z.core.$ZodLooseShape>(body: Shape) {
  return z.object({ timestamp: time, body: z.object(body) });
}
