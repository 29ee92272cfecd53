import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { numeral, vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';
import { signWebex, verifyWebex } from './webex-signature.ts';

const documentation = 'https://developer.webex.com/webex-contact-center/docs/api/guides/webhooks-cc';

const { id, contactId, word, unixMs, direction } = vendorField;

const named = z.object({ type: z.string() });
const channel = z.object({ data: z.object({ channelType: optional(word) }) });
const agentEvent = { agentId: id, createdTime: z.pipe(numeral, unixMs) };
const session = z.object({ data: z.object(agentEvent) });
const stateChange = z.object({
  data: z.object({
    ...agentEvent,
    currentState: word,
    taskId: optional(contactId),
    idleCodeName: optional(word),
    idleCodeId: optional(word),
    wrapUpAuxCodeId: optional(word),
  }),
});
const lowerCase = z.pipe(
  z.string(),
  z.transform((written) => written.toLowerCase()),
);
const task = z.object({
  data: z.object({
    createdTime: agentEvent.createdTime,
    taskId: contactId,
    queueId: optional(id),
    direction: optional(z.pipe(lowerCase, direction)),
  }),
});

/** What has no value may be left out, null or empty. */
function optional<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.nullish(z.union([z.literal(''), schema]));
}

type Session = z.infer<typeof session>['data'];
type StateChange = z.infer<typeof stateChange>['data'];
type Milestone = EventOf<'contact-milestone'>['milestone'];

/**
 * The states of a channel (lower-case) and of a channel type (capitalised); the lists are third parties', not confirmed
 * against a live account. Idle codes are each account's own: these are only frequent names.
 */
const codes: CodeTable = {
  states: {
    'agent:login': { code: 'LOGIN', stateClass: 'unavailable' },
    'agent:logout': { code: 'LOGOUT', stateClass: 'offline' },
    idle: { code: 'NOTREADY', stateClass: 'unavailable' },
    available: { code: 'AVAIL', stateClass: 'available' },
    ringing: { code: 'RING', stateClass: 'busy' },
    'not-responding': { code: 'NOTRESP', stateClass: 'unavailable' },
    connected: { code: 'TALK', stateClass: 'busy' },
    'on-hold': { code: 'HOLD', stateClass: 'busy' },
    'hold-done': { code: 'TALK', stateClass: 'busy' },
    consulting: { code: 'CONSULT', stateClass: 'busy' },
    'consult-done': { code: 'TALK', stateClass: 'busy' },
    conferencing: { code: 'CONF', stateClass: 'busy' },
    'conference-done': { code: 'TALK', stateClass: 'busy' },
    wrapup: { code: 'WRAP', stateClass: 'busy' },
    Idle: { code: 'NOTREADY', stateClass: 'unavailable' },
    Available: { code: 'AVAIL', stateClass: 'available' },
    Reserved: { code: 'RING', stateClass: 'busy' },
    Engaged: { code: 'TALK', stateClass: 'busy' },
    EngagedOther: { code: 'BUSY', stateClass: 'busy' },
    WrapUp: { code: 'WRAP', stateClass: 'busy' },
    LoggedOut: { code: 'LOGOUT', stateClass: 'offline' },
  },
  reasons: { Break: 'BREAK', Lunch: 'LUNCH', Meal: 'MEAL', Meeting: 'MEETING', Training: 'TRAINING' },
};

/** Webex Contact Center: agents' states and tasks, by subscriptions of either version. */
export const webex: WebhookSource = {
  transport: 'webhook',
  vendor: 'webex',
  documentation,
  successStatus: 200,
  // Cisco's own sample: whoever forges webhooks could have the subscription deactivated by their refusal.
  refusalStatus: 200,
  mediaTypes: ['application/json', 'application/cloudevents+json'],
  // Cisco's own sample. Only version 2 signs a time: of version 1, nothing tells a replay.
  toleranceSeconds: 300,
  firstParty: false,
  codes,
  options: { agentIds: ['agentId'], collectionPoints: ['queueId'], activity: ['status'] },

  verify: failClosed(verifyWebex),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const { type } = readPayload(named, payload, 'a webex webhook');
    const events = readEvent(payload, { type, what: `webex ${type}`, settings });
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: signWebex,

  secretFrom: (random) => random.toString('base64url'),
  secretIsOurs: true,
};

type Reading = { readonly type: string; readonly what: string; readonly settings: SourceConfiguration };

const sessions = new Set(['agent:login', 'agent:logout']);

/** Three ways to subscribe to the same states: by agent (version 1), by channel, and by channel type (version 2). */
const stateChanges = new Set([
  'agent:state_change',
  'agent:channel_state_change',
  'agent:channelType_state_change',
]);

/** What is told of a contact; those left out (new, connect, consulting, owner-changed ...) tell nothing more. */
const taskMilestones: Readonly<Record<string, Milestone>> = {
  'task:parked': 'offered',
  'task:connected': 'answered',
  'task:on-hold': 'held',
  'task:hold-done': 'retrieved',
  'task:conference-transferred': 'transferred',
  'task:ended': 'ended',
};

/** Wrap-up is told of the agent alone. */
const wrapMilestones: Readonly<Record<string, Milestone>> = {
  wrapup: 'wrap-started',
  'wrapup-done': 'wrap-ended',
};

function readEvent(payload: unknown, reading: Reading): readonly TranslatedEvent[] {
  const { type, what, settings } = reading;
  if (Object.hasOwn(taskMilestones, type)) return readTask(payload, reading);
  if (!sessions.has(type) && !stateChanges.has(type)) return [];
  const { channelType } = readPayload(channel, payload, what).data;
  // The states of version 1 are of no channel.
  if (channelType && !wantsChannel(settings, channelType)) return [];
  if (stateChanges.has(type)) return readStateChange(payload, reading);
  return [activity(readPayload(session, payload, what).data, type, reading)];
}

/** The end of a wrap-up is no state: the one that follows it is told by itself. */
function readStateChange(payload: unknown, reading: Reading): readonly TranslatedEvent[] {
  const { data } = readPayload(stateChange, payload, reading.what);
  const state = data.currentState;
  const change = { ...activity(data, state, reading), ...reasonOf(data) };
  return [...(state === 'wrapup-done' ? [] : [change]), ...wrapOf(data, change.agentId)];
}

function activity(data: Session, state: string, { what, settings }: Reading) {
  return {
    type: 'agent-activity',
    agentId: chosenId(settings.ids.agentId, data, what),
    eventTime: data.createdTime,
    state,
    ...knownClass(codes, state),
  } as const;
}

function reasonOf({ currentState, ...told }: StateChange): { reason?: string } {
  const idle = currentState.toLowerCase() === 'idle' && (told.idleCodeName || told.idleCodeId);
  const reason = currentState === 'wrapup' ? told.wrapUpAuxCodeId : idle;
  return reason ? { reason } : {};
}

function wrapOf(
  { currentState, taskId, createdTime }: StateChange,
  agentId: string,
): readonly TranslatedEvent[] {
  const milestone = Object.hasOwn(wrapMilestones, currentState) ? wrapMilestones[currentState] : undefined;
  if (!milestone || !taskId) return [];
  return [{ type: 'contact-milestone', contactId: taskId, agentId, at: createdTime, milestone }];
}

function readTask(payload: unknown, { type, what, settings }: Reading): readonly TranslatedEvent[] {
  const { channelType } = readPayload(channel, payload, what).data;
  if (!channelType) throw missingField(what, 'data.channelType');
  const milestone = taskMilestones[type];
  if (!milestone || !wantsChannel(settings, channelType)) return [];
  const { taskId: contactId, createdTime: at, queueId, direction } = readPayload(task, payload, what).data;
  if (milestone === 'offered' && !queueId) throw missingField(what, 'data.queueId');
  return [
    {
      type: 'contact-milestone',
      contactId,
      ...(queueId && { collectionPoint: chosenId(settings.ids.collectionPoint, { queueId }, what) }),
      ...(direction && { direction }),
      at,
      milestone,
    },
  ];
}

/** Webex calls voice `telephony`; either name may stand in the configuration. */
function wantsChannel(settings: SourceConfiguration, channelType: string): boolean {
  const isVoice = channelType.toLowerCase() === 'telephony';
  return wantsMedium(settings, channelType) || (isVoice && wantsMedium(settings, 'voice'));
}
