import * as z from 'zod/mini';
import { shapePerson } from '../../../shared/deliver-events/shape-person.ts';
import type { FunctionName } from '../../../shared/environment.ts';
import { contactEventTypes } from '../../../shared/events/event.ts';
import { toInstant } from '../../../shared/events/instant.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import { originalEvent } from '../../../shared/receive/set-aside-event.ts';
import type { RedriveEventRequest } from '../../../shared/receive-bus/redrive-event.ts';
import { originalWebhook } from '../../../shared/receive-webhook/original.ts';
import type { RedriveRequest } from '../../../shared/receive-webhook/redrive-request.ts';
import { eventsIn } from './events-in.ts';

/** How an original gets back to where it failed. */
export type WayBack =
  | { readonly kind: 'queue'; readonly queue: 'events' | 'contacts'; readonly body: string }
  | { readonly kind: 'function'; readonly name: FunctionName; readonly payload: string }
  | { readonly kind: 'none'; readonly why: string };

type Letter = Pick<DeadLetter, 'source' | 'reason' | 'correlationId' | 'original'>;

/** Each knows one kind of original; the original of another receiver is taken up by one more. */
const ways = [nowhere, toReceiveWebhook, toReceiveBus, leftToReceiveBus, toQueue];

const noWay: WayBack = {
  kind: 'none',
  why: 'its original is neither a webhook, nor an event, nor a message of events, so nothing could take it up: show it, then discard it',
};

/** Where to send the original of a dead letter again; an original that nobody could take has no way back. */
export function wayBack(letter: Letter): WayBack {
  for (const way of ways) {
    const found = way(letter);
    if (found) return found;
  }
  return noWay;
}

/** deliver-events makes one letter of an unusable name, and leaves out what comes after it: the letter would be lost. */
function nowhere({ reason, original }: Letter): WayBack | undefined {
  if (reason !== 'unusable-name') return undefined;
  const people = eventsIn(original)?.filter((event) => event.type === 'person') ?? [];
  if (!people.some((person) => 'reason' in shapePerson(person))) return undefined;
  return {
    kind: 'none',
    why: 'its name fits no better than before: add the agent by people import with names that fit, then discard it',
  };
}

function toReceiveWebhook({ source, reason, original, correlationId }: Letter): WayBack | undefined {
  if (reason !== 'untranslatable') return undefined;
  const webhook = originalWebhook.safeParse(jsonIn(original));
  if (!webhook.success) return undefined;
  const request: RedriveRequest = { sourceName: source, redrive: webhook.data, correlationId };
  return { kind: 'function', name: 'receive-webhook', payload: JSON.stringify(request) };
}

const busEvent = z.looseObject({ 'detail-type': z.string(), time: z.string(), detail: z.unknown() });
/** Lambda's record of an event that it gave up. */
const givenUp = z.object({ requestPayload: busEvent });

/** An event that ran out of attempts before anybody read whose it is: EventBridge leaves it bare. */
function leftToReceiveBus({ reason, original, correlationId }: Letter): WayBack | undefined {
  const left = jsonIn(original);
  const event = givenUp.safeParse(left).data?.requestPayload ?? busEvent.safeParse(left).data;
  const receivedAt = event && toInstant(event.time);
  if (reason !== 'exhausted' || !receivedAt) return undefined;
  const redrive = {
    transport: 'aws',
    receivedAt,
    bodyEncoding: 'utf8',
    body: JSON.stringify(event),
  } as const;
  const request: RedriveEventRequest = { redrive, correlationId };
  return { kind: 'function', name: 'receive-bus', payload: JSON.stringify(request) };
}

/** Also what came off a stream: receive-bus is there wherever a source comes over AWS. */
function toReceiveBus({ source, reason, original, correlationId }: Letter): WayBack | undefined {
  if (reason !== 'untranslatable') return undefined;
  const event = originalEvent.safeParse(jsonIn(original));
  if (!event.success) return undefined;
  const request: RedriveEventRequest = { sourceName: source, redrive: event.data, correlationId };
  return { kind: 'function', name: 'receive-bus', payload: JSON.stringify(request) };
}

/** A message sent anew has a new age, so that one which was too old gets its days again; `receivedAt` stays as it was. */
function toQueue({ original }: Letter): WayBack | undefined {
  const events = eventsIn(original);
  if (!events || events.length === 0) return undefined;
  const queue = events.every(({ type }) => contactEventTypes.has(type)) ? 'contacts' : 'events';
  return { kind: 'queue', queue, body: original };
}

/** What is no JSON is no webhook, which the schema then says. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
