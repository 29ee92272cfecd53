import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { type EventOf, maxSeconds } from '../events/event.ts';
import { chosenId } from './chosen-id.ts';
import { vendorField } from './vendor-field.ts';

/**
 * A call event of Dialpad, and who takes part in it. One customer call is several legs with a `call_id` each: one for the
 * call center that was called (the entry point), one for each agent it rings.
 * https://developers.dialpad.com/docs/call-events
 */
const { id, idChoice, contactId, word, unixMs, direction } = vendorField;

const date = z.nullish(unixMs);
const otherCall = z.nullish(z.union([z.literal(['', 0]), contactId]));
export const maxMs = maxSeconds * 1000;
/** Dialpad writes fractions too. */
const durationMs = z.nullish(z.number().check(z.gte(0), z.lte(maxMs)));
/** An unset one is an empty object. */
const party = z.nullish(
  z.object({
    type: z.nullish(z.string()),
    id: z.nullish(id),
    name: idChoice,
    email: idChoice,
  }),
);

/** What tells whether the rest of an event is used at all. */
export const stateEvent = z.object({ call_id: contactId, state: word });
export const callEvent = z.object({
  call_id: contactId,
  entry_point_call_id: otherCall,
  master_call_id: otherCall,
  state: word,
  direction: z.pipe(z.string(), z.pipe(z.transform(lowerCase), direction)),
  date_started: date,
  date_queued: date,
  date_rang: date,
  date_connected: date,
  date_ended: date,
  event_timestamp: unixMs,
  talk_time: durationMs,
  hold_time: durationMs,
  target: party,
  entry_point_target: party,
  proxy_target: party,
  is_transferred: z.nullish(z.boolean()),
  voicemail_link: z.nullish(z.string()),
});

export type Call = z.infer<typeof callEvent>;

/** What every milestone and summary of a call has. */
export type Contact = Pick<EventOf<'contact-milestone'>, 'contactId' | 'direction'> & {
  collectionPoint?: string;
};
/** An agent's part in it. */
export type Leg = Contact & { readonly legId: string; readonly agentId: string };

/** All legs of one customer call have the entry point's id; a call without entry point may have a master. */
export function contactOf(call: Call, { ids }: SourceConfiguration, what: string): Contact {
  const callCenter = callCenterOf(call);
  return {
    contactId: String(call.entry_point_call_id || call.master_call_id || call.call_id),
    ...(callCenter && {
      collectionPoint: chosenId(
        ids.collectionPoint,
        { 'call_center.id': callCenter.id, 'call_center.name': callCenter.name },
        what,
      ),
    }),
    direction: call.direction,
  };
}

/** Undefined for the leg of a call center, a department and the like, which has no agent. */
export function legOf(
  call: Call,
  { ids }: SourceConfiguration,
  what: string,
): Omit<Leg, keyof Contact> | undefined {
  if (!isOfType(call.target, 'user')) return undefined;
  return { legId: call.call_id, agentId: chosenId(ids.agentId, idsOf(call.target), what) };
}

/** The call center that this leg rings, else the one that was called, else the one on whose behalf an agent calls. */
export function callCenterOf({ target, entry_point_target, proxy_target }: Call): z.infer<typeof party> {
  return [target, entry_point_target, proxy_target].find((one) => isOfType(one, 'callcenter'));
}

/** Dialpad writes `call_center` in payloads and `callcenter` in its reference. */
function isOfType(one: z.infer<typeof party>, type: string): one is NonNullable<z.infer<typeof party>> {
  return one?.type?.toLowerCase().replaceAll('_', '') === type;
}

/** What can become the AgentId, by its name in the options. */
export function idsOf(target: {
  readonly id?: string | null | undefined;
  readonly email?: string | null | undefined;
}) {
  return { 'target.id': target.id, 'target.email': target.email };
}

export function lowerCase(text: string): string {
  return text.toLowerCase();
}
