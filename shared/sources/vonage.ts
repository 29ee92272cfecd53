import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { TranslatedEvent } from '../events/event.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { channelStates, readChannel, readDetailRecord } from './vonage-contacts.ts';
import { requireVonageSigner, vonageSignature } from './vonage-signature.ts';

const documentation = 'https://docs-vcc.atlassian.net/wiki/spaces/DP/pages/3943465165/Webhooks';

const { idChoice, word, time } = vendorField;

/** A CloudEvent. */
const typed = z.object({ type: z.string() });
/** An empty word is none. */
const mayBeWord = z.nullish(z.union([z.literal(''), word]));
const presenceEvent = z.object({
  data: z.object({
    timestamp: time,
    presence: z.object({
      description: mayBeWord,
      category: z.object({ type: word, description: mayBeWord, subcategory: mayBeWord }),
    }),
    user: z.object({ agentId: idChoice, userId: idChoice }),
  }),
});
type Presence = z.infer<typeof presenceEvent>['data']['presence'];

/**
 * The four types of presence; how the webhooks join two words is not confirmed against a live account. The types and
 * reasons below them are those that third parties have seen; each account adds presences of its own.
 */
const codes: CodeTable = {
  states: {
    ready: { code: 'AVAIL', stateClass: 'available' },
    away: { code: 'NOTREADY', stateClass: 'unavailable' },
    extendedaway: { code: 'NOTREADY', stateClass: 'unavailable' },
    extended_away: { code: 'NOTREADY', stateClass: 'unavailable' },
    loggedout: { code: 'LOGOUT', stateClass: 'offline' },
    logged_out: { code: 'LOGOUT', stateClass: 'offline' },
    break: { code: 'NOTREADY', stateClass: 'unavailable' },
    comfort_break: { code: 'NOTREADY', stateClass: 'unavailable' },
    lunch: { code: 'NOTREADY', stateClass: 'unavailable' },
    meeting: { code: 'NOTREADY', stateClass: 'unavailable' },
    team_meeting: { code: 'NOTREADY', stateClass: 'unavailable' },
    paperwork: { code: 'NOTREADY', stateClass: 'unavailable' },
    training: { code: 'NOTREADY', stateClass: 'unavailable' },
    ...channelStates,
  },
  reasons: {
    readyOutbound: 'OUTB',
    'Ready (Outbound)': 'OUTB',
    Break: 'BREAK',
    'Comfort Break': 'BREAK',
    Lunch: 'LUNCH',
    Meeting: 'MEETING',
    'Team Meeting': 'MEETING',
    Paperwork: 'PAPERWORK',
    Training: 'TRAINING',
  },
};

/** Vonage Contact Center: presences and channels as CloudEvents; not the webhooks of Vonage's other APIs. */
export const vonage: WebhookSource = {
  transport: 'webhook',
  vendor: 'vonage',
  documentation,
  successStatus: 200,
  mediaTypes: ['application/cloudevents+json', 'application/json'],
  toleranceSeconds: 300,
  firstParty: false,
  codes,
  options: {
    agentIds: ['agentId', 'userId'],
    collectionPoints: ['serviceName'],
    activity: ['status', 'contacts'],
  },

  verify: failClosed(requireVonageSigner),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const events = readEvent(payload, settings);
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret, nowMs }) => ({
    headers: { ...headers, ...vonageSignature(body, secret, nowMs) },
    body,
  }),

  secretFrom: (random) => random.toString('base64'),
  secretIsOurs: true,
};

/** `channel.held.v1`; the older `v0` is of the same shape. */
const eventType = /^([a-z]+)\.([a-z]+)\.v\d+$/;

/** Activity records repeat what channel events and detail records tell. */
function readEvent(payload: unknown, settings: SourceConfiguration): readonly TranslatedEvent[] {
  const { type } = readPayload(typed, payload, 'a vonage webhook');
  const [, subject, happened = ''] = eventType.exec(type) ?? [];
  if (subject === 'channel') return readChannel(happened, payload, settings);
  if (`${subject}.${happened}` === 'agent.presencechanged') return [readPresence(payload, settings)];
  if (`${subject}.${happened}` === 'interaction.detailrecord') return readDetailRecord(payload, settings);
  return [];
}

function readPresence(payload: unknown, { ids }: SourceConfiguration): TranslatedEvent {
  const what = 'vonage agent.presencechanged';
  const { timestamp, presence, user } = readPayload(presenceEvent, payload, what).data;
  const state = presence.category.type;
  const reason = reasonOf(presence);
  return {
    type: 'agent-activity',
    agentId: chosenId(ids.agentId, user, what),
    eventTime: timestamp,
    state,
    ...(reason && { reason }),
    ...knownClass(codes, state.toLowerCase()),
  };
}

/** What tells more than the type does: the subcategory, else the presence's own name, else a type that is a reason itself. */
function reasonOf({ description, category }: Presence): string | undefined {
  const { type, subcategory, description: categoryName } = category;
  const told = [subcategory, description].filter((text) => text && !isBare(text));
  const reason = told.find((text) => !(isBare(type) && text === categoryName)) ?? undefined;
  return reason ?? (isBare(type) ? undefined : type);
}

function isBare(text: string): boolean {
  return bareTypes.has(text.toLowerCase().replaceAll(/[\s_]/g, ''));
}
const bareTypes = new Set(['ready', 'away', 'extendedaway', 'loggedout']);
