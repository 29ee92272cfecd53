import type { PlannedLeg, Telling } from './contacts.ts';
import { vendors } from './vendors.ts';

/** The body of a webhook that tells this of a contact, in its vendor's shape; the vendor's day begins at `beganAtMs`. */
export function writeContact(telling: Telling, beganAtMs: number): unknown {
  const { vendor } = telling.contact;
  if (vendor === vendors.zoom) return writeZoom(telling, beganAtMs);
  if (vendor === vendors.aircall) return writeAircall(telling, beganAtMs);
  return telling.what === 'summary' ? writeSummary(telling, beganAtMs) : writeMilestone(telling, beganAtMs);
}

const iso = (atMs: number) => new Date(atMs).toISOString();

const zoomEvents: Readonly<Record<string, string>> = {
  offered: 'task_entered_queue',
  answered: 'engagement_user_answered',
  held: 'engagement_user_hold',
  retrieved: 'engagement_user_unhold',
  ended: 'engagement_user_ended',
  'wrap-started': 'engagement_wrap_up_started',
  'wrap-ended': 'engagement_wrap_up_ended',
  abandoned: 'task_canceled',
  'contact-ended': 'engagement_ended',
};

function writeZoom({ contact, leg, what, atMs }: Telling, beganAtMs: number): unknown {
  const isOfAgent = !['offered', 'abandoned', 'contact-ended'].includes(what);
  const object = {
    engagement_id: contact.contactId,
    channel: 'voice',
    // Tasks in queues do not tell it.
    ...(what !== 'offered' &&
      what !== 'abandoned' && { engagement_direction: contact.isOutbound ? 'outbound' : 'inbound' }),
    ...(what !== 'contact-ended' && { cc_queue_id: leg.queue }),
    ...(isOfAgent && { user_id: leg.agentId }),
    date_time_ms: iso(beganAtMs + atMs),
  };
  return {
    event: `contact_center.${zoomEvents[what]}`,
    event_ts: beganAtMs + atMs + 90,
    payload: { account_id: 'ledger', object },
  };
}

const aircallEvents: Readonly<Record<string, string>> = {
  offered: 'call.created',
  answered: 'call.answered',
  held: 'call.hold',
  retrieved: 'call.unhold',
  ended: 'call.hungup',
  'contact-ended': 'call.ended',
};

function writeAircall({ contact, leg, what, atMs }: Telling, beganAtMs: number): unknown {
  const seconds = (offsetMs: number | undefined) =>
    offsetMs === undefined ? null : Math.floor((beganAtMs + offsetMs) / 1000);
  const isOver = what === 'ended' || what === 'contact-ended';
  const isAnswered = what !== 'offered' && leg.answeredAtMs !== undefined;
  return {
    resource: 'call',
    event: aircallEvents[what],
    timestamp: seconds(atMs),
    data: {
      id: Number(contact.contactId),
      direction: contact.isOutbound ? 'outbound' : 'inbound',
      started_at: seconds(leg.offeredAtMs),
      answered_at: isAnswered ? seconds(leg.answeredAtMs) : null,
      ended_at: isOver ? seconds(leg.endedAtMs) : null,
      user: isAnswered ? { id: Number(leg.agentId), wrap_up_time: 0 } : null,
      number: { id: Number(leg.queue), name: 'a number' },
    },
  };
}

function writeMilestone({ contact, leg, what, atMs }: Telling, beganAtMs: number): unknown {
  const isOfContact = what === 'offered' || what === 'abandoned' || what === 'contact-ended';
  return {
    type: 'contact-milestone',
    contactId: contact.contactId,
    collectionPoint: leg.queue,
    direction: contact.isOutbound ? 'outbound' : 'inbound',
    ...(isOfContact ? {} : { agentId: leg.agentId }),
    at: iso(beganAtMs + atMs),
    milestone: what === 'contact-ended' ? 'ended' : what,
  };
}

function writeSummary({ contact, leg, atMs }: Telling, beganAtMs: number): unknown {
  const { answeredAtMs, offeredAtMs, endedAtMs, wrappedAtMs } = leg;
  const wait = { waitSeconds: ((answeredAtMs ?? endedAtMs) - offeredAtMs) / 1000 };
  return {
    type: 'contact-summary',
    contactId: contact.contactId,
    collectionPoint: leg.queue,
    direction: 'inbound',
    offeredAt: iso(beganAtMs + offeredAtMs),
    answered: answeredAtMs !== undefined,
    ...wait,
    ...(answeredAtMs !== undefined && {
      talkSeconds: (endedAtMs - answeredAtMs - heldMs(leg)) / 1000,
      holdSeconds: heldMs(leg) / 1000,
      wrapSeconds: wrappedAtMs === undefined ? 0 : (wrappedAtMs - endedAtMs) / 1000,
    }),
    asOf: iso(beganAtMs + atMs),
  };
}

export function heldMs({ heldMs: holds }: PlannedLeg): number {
  return holds.reduce((sum, [from, to]) => sum + to - from, 0);
}
