import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { EventOf, StateClass, TranslatedEvent } from '../events/event.ts';
import { failClosed } from '../signatures/fail-closed.ts';
import { announcedPerson, announcesPeople } from './announced-person.ts';
import { knownClass } from './known-class.ts';
import { parseForm } from './parse-form.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import type { CodeTable, WebhookSource } from './source.ts';
import {
  agentOf,
  contactOf,
  type Fields,
  fieldsOf,
  isWanted,
  timeOf,
  typeOf,
  workerNameOf,
} from './twilio-event.ts';
import { isForm, signTwilio, verifyTwilio } from './twilio-signature.ts';
import { vendorField } from './vendor-field.ts';

/** The workspace's callbacks; what Event Streams add stands in https://www.twilio.com/docs/events/webhook-quickstart */
const documentation = 'https://www.twilio.com/docs/taskrouter/api/event/reference';

const inActivity = z.object({ WorkerActivityName: vendorField.word });
const ofReservation = z.object({ ReservationSid: vendorField.contactId });

type Milestone = EventOf<'contact-milestone'>['milestone'];

/** A workspace begins with these three activities; all others are each account's own, and so may be these. */
const codes: CodeTable = {
  states: {
    Available: { code: 'AVAIL', stateClass: 'available' },
    Unavailable: { code: 'NOTREADY', stateClass: 'unavailable' },
    Offline: { code: 'LOGOUT', stateClass: 'offline' },
    'reservation.created': { code: 'RING', stateClass: 'busy' },
    'reservation.accepted': { code: 'TALK', stateClass: 'busy' },
    'reservation.wrapup': { code: 'WRAP', stateClass: 'busy' },
  },
  reasons: {},
};

/** Twilio TaskRouter, which Flex runs on: workers' activities and tasks, by callback or by Event Streams. */
export const twilio: WebhookSource = {
  transport: 'webhook',
  vendor: 'twilio',
  documentation,
  successStatus: 204,
  mediaTypes: [
    'application/x-www-form-urlencoded',
    'application/json',
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
  ],
  // No time is signed, and Event Streams try again for up to four hours.
  toleranceSeconds: null,
  firstParty: false,
  codes,
  options: {
    agentIds: ['WorkerSid', 'WorkerName', 'attributes.*'],
    collectionPoints: ['TaskQueueSid', 'TaskQueueName'],
    activity: ['status', 'contacts'],
    announcesPeople: true,
  },

  verify: failClosed(verifyTwilio),

  parse: ({ headers, body }) => (isForm(headers) ? Object.fromEntries(parseForm(body)) : parseJson(body)),

  translate: (payload, { settings }) => {
    const batch: readonly unknown[] = Array.isArray(payload) ? payload : [payload];
    const translated = batch.map((event) => readEvent(event, settings));
    return { events: translated.flat(), ignored: translated.filter(({ length }) => length === 0).length };
  },

  sign: signTwilio,

  // The form of an auth token: 32 hexadecimal digits.
  secretFrom: (random) => random.subarray(0, 16).toString('hex'),
  signsUrl: true,
};

type Reading = { readonly type: string; readonly what: string; readonly settings: SourceConfiguration };

function readEvent(event: unknown, settings: SourceConfiguration): readonly TranslatedEvent[] {
  const type = typeOf(event);
  if (type === undefined) return [];
  const reading = { type, what: `twilio ${type}`, settings };
  const fields = () => fieldsOf(event, reading.what);
  if (type === 'worker.activity.update') return [inItsActivity(fields(), reading)];
  if (type === 'worker.created') return announcesPeople(settings) ? [newWorker(fields(), reading)] : [];
  if (Object.hasOwn(taskMilestones, type)) return readTask(fields(), reading);
  return Object.hasOwn(reservationMilestones, type) ? readReservation(fields, reading) : [];
}

/**
 * What is told of a task as a whole; a queue that times out or moves a task names itself, the next one says `entered`.
 * An end may be told twice, with the wrap-up and with the completion: the first is when the customer left.
 */
const taskMilestones: Readonly<Record<string, Milestone>> = {
  'task-queue.entered': 'offered',
  'task-queue.timeout': 'transferred',
  'task-queue.moved': 'transferred',
  'task.canceled': 'abandoned',
  'task.wrapup': 'ended',
  'task.completed': 'ended',
};

/** What is told of one worker's part in a task; those with none only move the worker, out of the ringing and back. */
const reservationMilestones: Readonly<Record<string, readonly Milestone[]>> = {
  'reservation.created': [],
  'reservation.accepted': ['answered'],
  'reservation.wrapup': ['ended', 'wrap-started'],
  'reservation.completed': ['wrap-ended'],
  'reservation.rejected': [],
  'reservation.timeout': [],
  'reservation.canceled': [],
  'reservation.rescinded': [],
};

function readTask(fields: Fields, { type, what, settings }: Reading): readonly TranslatedEvent[] {
  if (!isWanted(fields, what, settings)) return [];
  const contact = contactOf(fields, what, settings);
  const milestone = taskMilestones[type];
  if (milestone === 'offered' && !contact.collectionPoint)
    throw missingField(what, settings.ids.collectionPoint);
  return milestone ? [{ type: 'contact-milestone', ...contact, at: timeOf(fields, what), milestone }] : [];
}

function readReservation(written: () => Fields, reading: Reading): readonly TranslatedEvent[] {
  const { type, what, settings } = reading;
  const milestones = reservationMilestones[type] ?? [];
  const tellsState = settings.activity === 'contacts';
  if (milestones.length === 0 && !tellsState) return [];
  const fields = written();
  if (!isWanted(fields, what, settings)) return [];
  const leg = {
    ...contactOf(fields, what, settings),
    agentId: agentOf(fields, what, settings),
    legId: readPayload(ofReservation, fields, what).ReservationSid,
  };
  const at = timeOf(fields, what);
  const reached = milestones.map(
    (milestone) => ({ type: 'contact-milestone', ...leg, at, milestone }) as const,
  );
  if (!tellsState) return reached;
  return [
    ...reached,
    Object.hasOwn(codes.states, type) ? activity(fields, type, reading) : inItsActivity(fields, reading),
  ];
}

function newWorker(fields: Fields, { what, settings }: Reading): TranslatedEvent {
  return announcedPerson(agentOf(fields, what, settings), { name: workerNameOf(fields) });
}

/** A worker in an activity of the account's own has a class only where the event says whether it is available. */
function inItsActivity(fields: Fields, reading: Reading): TranslatedEvent {
  const { WorkerActivityName: state } = readPayload(inActivity, fields, reading.what);
  return { ...classOf(fields['WorkerAvailable']), ...activity(fields, state, reading) };
}

function activity(fields: Fields, state: string, { what, settings }: Reading) {
  return {
    type: 'agent-activity',
    agentId: agentOf(fields, what, settings),
    eventTime: timeOf(fields, what),
    state,
    ...knownClass(codes, state),
  } as const;
}

/** Seen in Event Streams; not documented, and not confirmed against a live account. */
function classOf(available: unknown): { stateClass?: StateClass } {
  if (available === true || available === 'true') return { stateClass: 'available' };
  return available === false || available === 'false' ? { stateClass: 'unavailable' } : {};
}
