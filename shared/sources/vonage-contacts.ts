import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import { type EventOf, maxSeconds, type TranslatedEvent } from '../events/event.ts';
import { chosenId } from './chosen-id.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable } from './source.ts';
import { vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/**
 * An interaction is a customer's contact, a channel one party's part in it. The list of channel events and the shape of
 * `held` and `wrapstarted` are documented, the others taken to be of the same shape.
 * https://docs-vcc.atlassian.net/wiki/spaces/DP/pages/4368105554/Event+types+in+Webhooks
 */
const { id, idChoice, contactId, time, direction } = vendorField;

const role = z.nullish(z.string());
const partyEvent = z.object({ data: z.object({ channel: z.object({ party: z.object({ role }) }) }) });
const channelEvent = z.object({
  data: z.object({
    timestamp: time,
    channel: z.object({
      interactionId: contactId,
      channelId: contactId,
      party: z.object({ agentId: idChoice, userId: idChoice }),
    }),
  }),
});

/** More than an event can hold; no part of a contact lasts for thirty years. */
const durationMs = z.nullish(z.number().check(z.gte(0), z.lte(maxSeconds * 1000)));
const phase = z.object({ type: z.nullish(z.string()), duration: durationMs });
const channel = z.object({
  party: z.nullish(z.object({ role })),
  channelEvents: z.nullish(z.array(phase)),
});
const mediaEvent = z.object({
  data: z.object({
    interaction: z.object({ mediaChannel: z.nullish(z.string()), initialDirection: z.nullish(z.string()) }),
  }),
});
const detailRecord = z.object({
  time: z.nullish(time),
  data: z.object({
    timestamp: z.nullish(time),
    interaction: z.object({
      interactionId: contactId,
      start: time,
      initialDirection: z.nullish(z.pipe(z.string(), z.pipe(z.transform(plain), direction))),
      serviceName: z.nullish(z.union([z.literal(''), id])),
      channels: z.nullish(z.array(channel)),
    }),
  }),
});

type Milestone = EventOf<'contact-milestone'>['milestone'];

/**
 * What each event of an agent's channel tells of the contact; while it is parked, the customer waits. Those left out
 * (alerted, connectionfailed) reach no milestone, or (interrupted, resumed) are of contacts that no one speaks in.
 */
const milestones: Readonly<Record<string, Milestone>> = {
  connected: 'answered',
  held: 'held',
  retrieved: 'retrieved',
  parked: 'held',
  unparked: 'retrieved',
  disconnected: 'ended',
  wrapstarted: 'wrap-started',
  ended: 'wrap-ended',
};

/**
 * The states that a channel puts its agent in, with the event's name as its word. The presence stays as it is meanwhile, so
 * that nothing but the channel's end tells what follows; an agent who leaves then does so by an event of its own.
 */
export const channelStates = {
  'channel.alerted': { code: 'RING', stateClass: 'busy' },
  'channel.connected': { code: 'TALK', stateClass: 'busy' },
  'channel.held': { code: 'HOLD', stateClass: 'busy' },
  'channel.retrieved': { code: 'TALK', stateClass: 'busy' },
  'channel.parked': { code: 'HOLD', stateClass: 'busy' },
  'channel.unparked': { code: 'TALK', stateClass: 'busy' },
  'channel.wrapstarted': { code: 'WRAP', stateClass: 'busy' },
  'channel.ended': { code: 'AVAIL', stateClass: 'available' },
} as const satisfies CodeTable['states'];

/** The events of what happened (`connected`, `held` ...) to one party's channel; only agents' are used. */
export function readChannel(
  happened: string,
  payload: unknown,
  settings: SourceConfiguration,
): readonly TranslatedEvent[] {
  const what = `vonage channel.${happened}`;
  const milestone = Object.hasOwn(milestones, happened) ? milestones[happened] : undefined;
  const state = settings.activity === 'contacts' ? stateNamed(`channel.${happened}`) : undefined;
  if (!milestone && !state) return [];
  if (!isAgent(readPayload(partyEvent, payload, what).data.channel.party)) return [];
  const { timestamp: at, channel } = readPayload(channelEvent, payload, what).data;
  const { interactionId: contactId, channelId: legId, party } = channel;
  const agentId = chosenId(settings.ids.agentId, party, what);
  const events: TranslatedEvent[] = [];
  if (milestone) events.push({ type: 'contact-milestone', contactId, legId, agentId, at, milestone });
  if (state) events.push({ type: 'agent-activity', agentId, eventTime: at, ...state });
  return events;
}

function stateNamed(state: string) {
  const known = Object.entries(channelStates).find(([name]) => name === state);
  return known && { state, stateClass: known[1].stateClass };
}

/** An interaction as a whole, once it is over. */
export function readDetailRecord(
  payload: unknown,
  settings: SourceConfiguration,
): readonly TranslatedEvent[] {
  const what = 'vonage interaction.detailrecord';
  const { mediaChannel, initialDirection } = readPayload(mediaEvent, payload, what).data.interaction;
  // An agent who calls an agent is no customer's contact.
  if (plain(initialDirection ?? '') === 'internal' || !wantsMedium(settings, mediumOf(mediaChannel)))
    return [];
  const { time: writtenAt, data } = readPayload(detailRecord, payload, what);
  const { interactionId, start, initialDirection: way, serviceName, channels } = data.interaction;
  const asOf = data.timestamp ?? writtenAt;
  if (!asOf) throw missingField(what, 'time');
  if (!channels) throw missingField(what, 'data.interaction.channels');
  return [
    {
      type: 'contact-summary',
      contactId: interactionId,
      ...(serviceName && { collectionPoint: chosenId(settings.ids.collectionPoint, { serviceName }, what) }),
      ...(way && { direction: way }),
      offeredAt: start,
      ...sumsOf(channels),
      asOf,
    },
  ];
}

/** The names of the media are not documented; a record that names none is a call, as the channel events are. */
function mediumOf(mediaChannel: string | null | undefined): string {
  const named = mediaChannel ?? '';
  return ['', 'call', 'phone', 'telephony'].includes(plain(named)) ? 'voice' : named;
}

/** How Vonage names the phases of a channel; from third-party descriptions, not confirmed against a live account. */
const talking = new Set(['connected']);
const holding = new Set(['held', 'hold', 'onhold', 'parked']);
const wrapping = new Set(['wrap', 'wrapup']);
const queuing = new Set(['queue', 'queued']);

function sumsOf(channels: readonly z.infer<typeof channel>[]) {
  const phases = channels.flatMap(({ channelEvents }) => channelEvents ?? []);
  const ofAgents = channels.flatMap(
    ({ party, channelEvents }) => (party && isAgent(party) && channelEvents) || [],
  );
  const talkSeconds = secondsOf(talking, ofAgents);
  const holdSeconds = secondsOf(holding, ofAgents);
  const wrapSeconds = secondsOf(wrapping, ofAgents);
  const waitSeconds = secondsOf(queuing, phases);
  return {
    answered: ofAgents.some(({ type }) => type && talking.has(plain(type))),
    ...(talkSeconds !== undefined && { talkSeconds }),
    ...(holdSeconds !== undefined && { holdSeconds }),
    ...(wrapSeconds !== undefined && { wrapSeconds }),
    ...(waitSeconds !== undefined && { waitSeconds }),
  };
}

/** Undefined where no phase of this kind says how long it lasted, or where they last longer than anything does. */
function secondsOf(kind: ReadonlySet<string>, phases: readonly z.infer<typeof phase>[]): number | undefined {
  const durations = phases.flatMap(({ type, duration }) =>
    type && kind.has(plain(type)) ? (duration ?? []) : [],
  );
  const seconds = durations.reduce((sum, duration) => sum + duration, 0) / 1000;
  return durations.length > 0 && seconds <= maxSeconds ? seconds : undefined;
}

function isAgent(party: { readonly role?: string | null | undefined }): boolean {
  return plain(party.role ?? '') === 'agent';
}

/** The word without regard to case and to how its parts are joined. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '');
}
