import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, TranslatedEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { chosenId } from './chosen-id.ts';
import { streamField } from './eight-by-eight-field.ts';
import { agentActivity } from './eight-by-eight-status.ts';
import { missingField, readPayload } from './read-payload.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

const { id, text, unixSeconds, unixMs } = streamField;

const directions = { in: 'inbound', out: 'outbound' } as const;
const flag = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false'])]),
  z.transform((value) => String(value) === 'true'),
);

const named = z.object({ Interaction: z.object({ event: z.string() }) });
const interactionEvent = z.object({
  Interaction: z.object({
    interactionGUID: vendorField.contactId,
    mediaType: text,
    resourceType: text,
    callState: text,
    direction: z.nullish(z.enum(['in', 'out'])),
    agentId: id,
    queueId: id,
    interactionEventTS: unixSeconds,
    eventTS: unixSeconds,
    msgInfo: z.nullish(z.object({ timestamp: unixMs })),
  }),
});
const holdEvent = z.object({ Interaction: z.object({ status: flag }) });

type Interaction = z.infer<typeof interactionEvent>['Interaction'];
type Milestone = EventOf<'contact-milestone'>['milestone'];

/** What an event tells: the milestones reached, and the state its agent is in from then on. */
type Told = { readonly milestones?: readonly Milestone[]; readonly state?: string };

/** `publishedAt` stands in for the event's own time where it has none. */
export function readInteraction(
  payload: unknown,
  settings: SourceConfiguration,
  publishedAt: Instant | undefined,
): readonly TranslatedEvent[] {
  const name = fullName(readPayload(named, payload, 'an 8x8 interaction event').Interaction.event);
  const tell = Object.hasOwn(tellers, name) ? tellers[name] : undefined;
  if (!tell) return [];
  const what = `8x8 ${name}`;
  const interaction = readPayload(interactionEvent, payload, what).Interaction;
  if (!wantsMedium(settings, mediumOf(interaction, what))) return [];
  const time = happenedAt(interaction, publishedAt);
  if (!time) throw missingField(what, 'Interaction.interactionEventTS');
  const { milestones = [], state } = tell(interaction, payload);
  const agentId = interaction.agentId && chosenId(settings.ids.agentId, interaction, what);
  const contact = {
    ...contactOf(interaction, settings),
    ...(agentId && !ofWholeContact.has(name) && { agentId }),
  };
  return [
    ...milestones.map(
      (milestone) => ({ type: 'contact-milestone', ...contact, at: time, milestone }) as const,
    ),
    ...(state && agentId && settings.activity === 'contacts' ? [agentActivity(state, agentId, time)] : []),
  ];
}

/** What each event tells; those left out (created, muted, recorded ...) tell nothing more. */
const tellers: Readonly<Record<string, (interaction: Interaction, payload: unknown) => Told>> = {
  InteractionQueued: ({ direction }) => (direction === 'out' ? {} : { milestones: ['offered'] }),
  InteractionUnqueued: () => ({ milestones: ['abandoned'] }),
  InteractionAssigned: () => ({ state: 'InteractionAssigned' }),
  InteractionRejected: () => ({ state: 'InteractionRejected' }),
  InteractionAccepted: (interaction) =>
    isDialling(interaction) ? {} : { milestones: ['answered'], state: 'InteractionAccepted' },
  InteractionCustomerAccepted: () => ({ milestones: ['answered'], state: 'InteractionCustomerAccepted' }),
  LineHoldStatus: (_, payload) =>
    readPayload(holdEvent, payload, '8x8 LineHoldStatus').Interaction.status
      ? { milestones: ['held'], state: 'CS_HOLD' }
      : { milestones: ['retrieved'], state: 'CS_CONNECTED' },
  InteractionTransferRequest: () => ({ milestones: ['transferred'] }),
  InteractionPostProcess: () => ({ milestones: ['ended', 'wrap-started'], state: 'InteractionPostProcess' }),
  InteractionEndPostProcess: () => ({ milestones: ['wrap-ended'] }),
  // The last of an agent's: also where there was no wrap-up.
  InteractionDeassigned: () => ({ state: 'InteractionDeassigned' }),
  InteractionDeleted: () => ({ milestones: ['ended'] }),
};

const ofWholeContact: ReadonlySet<string> = new Set([
  'InteractionQueued',
  'InteractionUnqueued',
  'InteractionTransferRequest',
  'InteractionDeleted',
]);

/**
 * `eventTS` comes last: the field reference says that it is when the interaction was offered, whichever the event, though the
 * lifecycle page measures with it.
 */
function happenedAt(interaction: Interaction, publishedAt: Instant | undefined): Instant | undefined {
  const { interactionEventTS, msgInfo, eventTS } = interaction;
  return interactionEventTS ?? msgInfo?.timestamp ?? publishedAt ?? eventTS;
}

/** Some pages leave the first word out. */
function fullName(event: string): string {
  return /^(?:Interaction|Line)/.test(event) ? event : `Interaction${event}`;
}

/** An outbound call is accepted by its agent while it still rings; the customer's answer is an event of its own. */
function isDialling({ direction, callState }: Interaction): boolean {
  return direction === 'out' || (direction !== 'in' && callState === 'CS_INPROGRESS');
}

/** Some events name no medium but its number, and some only have it within the interaction's id. */
const mediaByResourceType: Readonly<Record<string, string>> = {
  0: 'phone',
  1: 'email',
  2: 'chat',
  3: 'chat',
  4: 'phone',
};

function mediumOf({ mediaType, resourceType = '', interactionGUID }: Interaction, what: string): string {
  const [, inGuid] = /-(phone|email|chat)-/.exec(interactionGUID) ?? [];
  const medium = mediaType ?? mediaByResourceType[resourceType] ?? inGuid;
  if (!medium) throw missingField(what, 'Interaction.mediaType');
  return medium.toLowerCase() === 'phone' ? 'voice' : medium;
}

function contactOf({ interactionGUID, queueId, direction }: Interaction, { ids }: SourceConfiguration) {
  const given: Readonly<Record<string, string | undefined>> = { queueId };
  const collectionPoint = given[ids.collectionPoint];
  return {
    contactId: interactionGUID,
    ...(collectionPoint && { collectionPoint }),
    ...(direction && { direction: directions[direction] }),
  };
}
