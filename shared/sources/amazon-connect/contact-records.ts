import * as z from 'zod/mini';
import { maxSeconds, type TranslatedEvent } from '../../events/event.ts';
import { chosenId } from '../chosen-id.ts';
import { readPayload } from '../read-payload.ts';
import type { TranslationContext } from '../source.ts';
import { vendorField } from '../vendor-field.ts';
import { wantsMedium } from '../wants-medium.ts';
import { directionOf, initiationMethod, isMonitoring, queueIdOf } from './contact-facts.ts';

const { contactId, word, time } = vendorField;
const seconds = z.nullish(z.number().check(z.gte(0), z.lte(maxSeconds)));

const channelled = z.object({ Channel: word, InitiationMethod: initiationMethod });
const queue = z.object({
  ARN: queueIdOf,
  /** May be longer than an id, which matters only where it is to become one. */
  Name: z.nullish(z.string()),
  EnqueueTimestamp: z.nullish(time),
  Duration: seconds,
});
const agent = z.object({
  ConnectedToAgentTimestamp: z.nullish(time),
  AgentInteractionDuration: seconds,
  CustomerHoldDuration: seconds,
  AfterContactWorkDuration: seconds,
});
const contactRecord = z.object({
  ContactId: contactId,
  LastUpdateTimestamp: time,
  Queue: z.nullish(queue),
  Agent: z.nullish(agent),
});

/**
 * A contact with one agent, after-contact work included. A record comes again when it was updated, with a later
 * `LastUpdateTimestamp`. A contact that was neither queued nor, outbound, spoken in was offered to nobody.
 */
export function readContactRecord(
  payload: unknown,
  { settings }: TranslationContext,
): readonly TranslatedEvent[] {
  const what = 'an amazon-connect contact record';
  const { Channel, InitiationMethod } = readPayload(channelled, payload, what);
  if (!wantsMedium(settings, Channel) || isMonitoring(InitiationMethod)) return [];
  const { ContactId, LastUpdateTimestamp, Queue, Agent } = readPayload(contactRecord, payload, what);
  const direction = directionOf(InitiationMethod, Channel);
  const connectedAt = Agent?.ConnectedToAgentTimestamp;
  // Outbound contacts count when they are connected.
  const offeredAt = direction.direction === 'outbound' ? connectedAt : Queue?.EnqueueTimestamp;
  if (!offeredAt) return [];
  const collectionPoint = Queue?.ARN && queueOf(Queue, settings, what);
  return [
    {
      type: 'contact-summary',
      contactId: ContactId,
      ...(collectionPoint && { collectionPoint }),
      ...direction,
      offeredAt,
      answered: Boolean(connectedAt),
      ...told('talkSeconds', Agent?.AgentInteractionDuration),
      ...told('holdSeconds', Agent?.CustomerHoldDuration),
      ...told('wrapSeconds', Agent?.AfterContactWorkDuration),
      ...told('waitSeconds', Queue?.Duration),
      asOf: LastUpdateTimestamp,
    },
  ];
}

function queueOf(
  { ARN, Name }: z.infer<typeof queue>,
  { ids }: TranslationContext['settings'],
  what: string,
) {
  return chosenId(ids.collectionPoint, { queueId: ARN, 'Queue.Name': Name }, what);
}

function told<Key extends string>(key: Key, value: number | null | undefined): Partial<Record<Key, number>> {
  const field: Partial<Record<Key, number>> = {};
  if (value !== null && value !== undefined) field[key] = value;
  return field;
}
