import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { requireToken } from '../signatures/require-token.ts';
import { chosenId } from './chosen-id.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { readCall } from './voiso-call.ts';
import { wantsMedium } from './wants-medium.ts';

/** The events stand in https://developers.voiso.com/reference/agentstatusupdate and …/reference/inbound-call-events */
const documentation = 'https://developers.voiso.com/rest/webhooks/webhooks-overview';

/** Every call is one of this medium; messages are other events, which we do not use. */
const medium = 'voice';
const { id, idChoice, word, time } = vendorField;

const named = z.object({ event: z.string() });
const anyFields = z.looseObject({});
const secretHolder = z.object({ secret: z.string() });

/** The example nests the time of the change in `data`, the schema beside it. */
const statusEvent = z.object({
  timestamp: z.nullish(time),
  activity_timestamp: z.nullish(time),
  data: z.object({
    id,
    email: idChoice,
    extension: idChoice,
    status: z.object({ current: word }),
    activity_timestamp: z.nullish(time),
  }),
});

/** Available, On Break, Offline and Idle stand in the vendor's examples; the others are not confirmed against a live account. */
const codes: CodeTable = {
  states: {
    Available: { code: 'AVAIL', stateClass: 'available' },
    'On Break': { code: 'BREAK', stateClass: 'unavailable' },
    Idle: { code: 'NOTREADY', stateClass: 'unavailable' },
    Offline: { code: 'LOGOUT', stateClass: 'offline' },
    Ringing: { code: 'RING', stateClass: 'busy' },
    'On Call': { code: 'TALK', stateClass: 'busy' },
    'Wrap-up': { code: 'WRAP', stateClass: 'busy' },
    'inbound.call.answered': { code: 'TALK', stateClass: 'busy' },
    'outbound.call.answered': { code: 'TALK', stateClass: 'busy' },
    'dialer.call.answered': { code: 'TALK', stateClass: 'busy' },
    'inbound.call.hangup': { code: 'WRAP', stateClass: 'busy' },
    'outbound.call.hangup': { code: 'WRAP', stateClass: 'busy' },
    'dialer.call.hangup': { code: 'WRAP', stateClass: 'busy' },
    'inbound.call.ended': { code: 'AVAIL', stateClass: 'available' },
    'outbound.call.ended': { code: 'AVAIL', stateClass: 'available' },
    'dialer.call.ended': { code: 'AVAIL', stateClass: 'available' },
  },
  reasons: {},
};

/** The statuses that only say "busy with a contact", which contacts tell better. */
const busyStatuses: ReadonlySet<string> = new Set(
  Object.entries(codes.states).flatMap(([name, { stateClass }]) =>
    stateClass === 'busy' ? [name.toLowerCase()] : [],
  ),
);

/** Voiso: agents' statuses and calls; nothing signs the body, a secret within it proves the sender. */
export const voiso: WebhookSource = {
  transport: 'webhook',
  vendor: 'voiso',
  documentation,
  successStatus: 200,
  mediaTypes: 'any',
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: {
    agentIds: ['id', 'email', 'extension'],
    collectionPoints: ['queue', 'script', 'called_number'],
    activity: ['status', 'contacts'],
  },

  verify: failClosed(({ body }, { secrets }) =>
    requireToken(secretIn(body), secrets, 'the secret in the body'),
  ),

  parse: ({ body }) => parseJson(body),

  translate: (payload, { settings }) => {
    const { event } = readPayload(named, payload, 'a voiso webhook');
    const events = readEvent(event, payload, settings);
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret }) => ({
    headers,
    body: Buffer.from(
      JSON.stringify({ ...readPayload(anyFields, parseJson(body), 'a voiso webhook'), secret }),
    ),
  }),

  secretFrom: (random) => random.toString('hex'),
};

function readEvent(
  event: string,
  payload: unknown,
  settings: SourceConfiguration,
): readonly TranslatedEvent[] {
  if (event === 'agent.status.update') return readStatus(payload, settings, `voiso ${event}`);
  const told = wantsMedium(settings, medium) ? readCall(event, payload, settings) : undefined;
  if (!told) return [];
  const { milestones, agentId, at } = told;
  const tellsState = settings.activity === 'contacts' && agentId !== undefined;
  return tellsState ? [...milestones, activity(event, agentId, at)] : milestones;
}

function readStatus(
  payload: unknown,
  settings: SourceConfiguration,
  what: string,
): readonly TranslatedEvent[] {
  const { data, ...beside } = readPayload(statusEvent, payload, what);
  const state = data.status.current;
  if (settings.activity === 'contacts' && busyStatuses.has(state.toLowerCase())) return [];
  const at = data.activity_timestamp ?? beside.activity_timestamp ?? beside.timestamp;
  if (!at) throw missingField(what, 'data.activity_timestamp');
  return [activity(state, chosenId(settings.ids.agentId, data, what), at)];
}

function activity(state: string, agentId: string, eventTime: Instant): TranslatedEvent {
  return { type: 'agent-activity', agentId, eventTime, state, ...knownClass(codes, state) };
}

/** The secret of a body that nothing proves yet; undefined where it is no JSON or holds none. */
function secretIn(body: Buffer): string | undefined {
  try {
    return secretHolder.safeParse(parseJson(body)).data?.secret;
  } catch {
    // A body that cannot be read proves nothing, as one without a secret.
    return undefined;
  }
}
