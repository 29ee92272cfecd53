import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { TranslatedEvent } from '../events/event.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { requireHs256Signer, signHs256, splitJws } from '../signatures/json-web-token.ts';
import { chosenId } from './chosen-id.ts';
import { callStates, readCall } from './dialpad-calls.ts';
import { idsOf } from './dialpad-legs.ts';
import { knownClass } from './known-class.ts';
import { parseJson } from './parse-json.ts';
import { readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import { vendorField } from './vendor-field.ts';

/** The status events; the signature and the calls: https://developers.dialpad.com/docs/event-subscriptions */
const documentation = 'https://developers.dialpad.com/docs/agent-status-events';

const { id, idChoice, word, unixMs } = vendorField;

/** Payloads name no type, so that it follows from the fields which only one has. */
const callOutline = z.object({ call_id: z.unknown() });
const statusOutline = z.union([
  z.object({ on_duty_status: z.unknown() }),
  z.object({ call_center_ids: z.unknown() }),
  z.object({ availability_status: z.unknown() }),
]);

const statusEvent = z.object({
  on_duty_status: word,
  on_duty_status_reason: z.nullish(z.union([z.literal(''), word])),
  date: unixMs,
  call_center_ids: z.nullish(z.array(z.unknown())),
  target: z.object({ id: z.nullish(id), email: idChoice }),
});

/**
 * Dialpad has no login and no logout: an agent who is unavailable and on duty at no call center any more is `off_duty`, a
 * word of ours, so that the configuration can give it a code apart from `unavailable`.
 */
const offDuty = 'off_duty';

const codes: CodeTable = {
  states: {
    available: { code: 'AVAIL', stateClass: 'available' },
    occupied: { code: 'TALK', stateClass: 'busy' },
    wrapup: { code: 'WRAP', stateClass: 'busy' },
    busy: { code: 'BUSY', stateClass: 'busy' },
    unavailable: { code: 'NOTREADY', stateClass: 'unavailable' },
    [offDuty]: { code: 'LOGOUT', stateClass: 'offline' },
    ...callStates,
  },
  // Each company writes its own; these are the usual ones.
  reasons: { Break: 'BREAK', Lunch: 'LUNCH', Meeting: 'MEETING', Training: 'TRAINING' },
};

/** Agents go off duty with a reason; one that stands beside any of these is left over from before. */
const onDuty = new Set(['available', 'occupied', 'wrapup', 'busy']);

/** Dialpad: on-duty statuses and calls; the whole body is a token, signed without a time. */
export const dialpad: WebhookSource = {
  transport: 'webhook',
  vendor: 'dialpad',
  documentation,
  successStatus: 200,
  // The content type of the token is not documented.
  mediaTypes: 'any',
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: {
    agentIds: ['target.id', 'target.email'],
    collectionPoints: ['call_center.id', 'call_center.name'],
    activity: ['status', 'contacts'],
  },

  verify: failClosed(({ body }, { secrets }) => requireHs256Signer(tokenIn(body), secrets)),

  parse: ({ body }) => parseJson(Buffer.from(tokenIn(body).payload, 'base64url')),

  translate: (payload, { settings }) => {
    const events = readEvent(payload, settings);
    return { events, ignored: events.length > 0 ? 0 : 1 };
  },

  sign: ({ headers, body }, { secret }) => ({ headers, body: Buffer.from(signHs256(body, secret)) }),

  secretFrom: (random) => random.toString('hex'),
  secretIsOurs: true,
};

function tokenIn(body: Buffer) {
  return splitJws(body.toString('utf8').trim());
}

/** Messages, contacts and changes are neither, and tell nothing more. */
function readEvent(payload: unknown, settings: SourceConfiguration): readonly TranslatedEvent[] {
  if (callOutline.safeParse(payload).success) return readCall(payload, settings);
  if (statusOutline.safeParse(payload).success) return readStatus(payload, settings);
  return [];
}

function readStatus(payload: unknown, { ids, activity }: SourceConfiguration): readonly TranslatedEvent[] {
  const what = 'a dialpad agent status';
  const status = readPayload(statusEvent, payload, what);
  const known = status.on_duty_status.toLowerCase();
  // Where contacts tell what an agent is busy with, the status that only says so would collide with them.
  if (activity === 'contacts' && known === 'occupied') return [];
  const isOff = known === 'unavailable' && status.call_center_ids?.length === 0;
  const reason = onDuty.has(known) ? undefined : status.on_duty_status_reason;
  return [
    {
      type: 'agent-activity',
      agentId: chosenId(ids.agentId, idsOf(status.target), what),
      eventTime: status.date,
      state: isOff ? offDuty : status.on_duty_status,
      ...(reason && { reason }),
      ...knownClass(codes, isOff ? offDuty : known),
    },
  ];
}
