import * as z from 'zod/mini';
import type { SourceConfiguration } from '../configuration/configuration.ts';
import type { Instant } from '../events/instant.ts';
import { chosenId } from './chosen-id.ts';
import { parseJson } from './parse-json.ts';
import { missingField, readPayload } from './read-payload.ts';
import { numeral, vendorField } from './vendor-field.ts';
import { wantsMedium } from './wants-medium.ts';

/**
 * TaskRouter's events, which reach us in two spellings of the same fields: a form with names like `WorkerSid`
 * (https://www.twilio.com/docs/taskrouter/api/event/reference), or CloudEvents with a payload of names like `worker_sid`
 * (https://www.twilio.com/docs/events/event-types/taskrouter/worker). Here both have the form's.
 */
export type Fields = Readonly<Record<string, unknown>>;

const cloudEventPrefix = 'com.twilio.taskrouter.';

const callback = z.looseObject({ EventType: z.string() });
const cloudEvent = z.object({ type: z.string() });
const cloudEventWithPayload = z.object({
  time: z.nullish(z.string()),
  data: z.object({ timestamp: z.nullish(z.string()), payload: z.record(z.string(), z.unknown()) }),
});

const { id, contactId, word, time, unixSeconds, unixMs, direction } = vendorField;

/** Callbacks write Unix times, Event Streams RFC 3339; either is taken from both, since only the latter is documented. */
const timed = z.object({
  TimestampMs: z.optional(z.union([z.pipe(numeral, unixMs), time], 'must be a time')),
  Timestamp: z.optional(z.union([z.pipe(numeral, unixSeconds), time], 'must be a time')),
});
const ofChannel = z.object({ TaskChannelUniqueName: word });
const ofTask = z.object({ TaskSid: contactId });
const ids = z.record(z.string(), z.nullish(id));

/** TaskRouter's name of the event; undefined for what other products send to the same sink, and for the sink's own tests. */
export function typeOf(event: unknown): string | undefined {
  const called = callback.safeParse(event);
  if (called.success) return called.data.EventType;
  // Not from `data.payload.eventtype`: Twilio's own samples name another event there.
  const { type } = readPayload(cloudEvent, event, 'a twilio event');
  return type.startsWith(cloudEventPrefix) ? type.slice(cloudEventPrefix.length) : undefined;
}

/** The fields that the event gives a value; an empty one in a form is one that TaskRouter has none for. */
export function fieldsOf(event: unknown, what: string): Fields {
  const called = callback.safeParse(event);
  if (called.success) return valued(Object.entries(called.data));
  const { time, data } = readPayload(cloudEventWithPayload, event, what);
  const payload = Object.entries(data.payload).map(([name, value]) => [asInForms(name), value] as const);
  return valued([['Timestamp', data.timestamp ?? time], ...payload]);
}

export function isWanted(fields: Fields, what: string, settings: SourceConfiguration): boolean {
  return wantsMedium(settings, readPayload(ofChannel, fields, what).TaskChannelUniqueName);
}

/** The task; which way it came stands in its attributes, and only Flex and Twilio's own examples put it there. */
export function contactOf(
  fields: Fields,
  what: string,
  { ids: { collectionPoint: choice } }: SourceConfiguration,
) {
  const { TaskSid } = readPayload(ofTask, fields, what);
  const inQueue = 'TaskQueueSid' in fields || 'TaskQueueName' in fields;
  const told = attributeOf(fields['TaskAttributes'], 'direction');
  // The direction of a call is `outbound-api` or `outbound-dial` as well.
  const way = direction.safeParse(typeof told === 'string' ? told.split('-', 1)[0] : told);
  return {
    contactId: TaskSid,
    ...(inQueue && { collectionPoint: idOf(choice, fields[choice], what) }),
    ...(way.success && { direction: way.data }),
  };
}

export function agentOf(
  fields: Fields,
  what: string,
  { ids: { agentId: choice } }: SourceConfiguration,
): string {
  const [, path] = /^attributes\.(.+)$/.exec(choice) ?? [];
  return idOf(choice, path ? attributeOf(fields['WorkerAttributes'], path) : fields[choice], what);
}

/** Flex requires the attribute `full_name` of each of its users; elsewhere the worker's friendly name has to do. */
export function workerNameOf(fields: Fields): string | undefined {
  const names = [attributeOf(fields['WorkerAttributes'], 'full_name'), fields['WorkerName']];
  return names.find((name): name is string => typeof name === 'string' && name.trim() !== '');
}

/** Only the chosen one is held to an id's length: names may be longer. */
function idOf(choice: string, value: unknown, what: string): string {
  return chosenId(choice, readPayload(ids, { [choice]: value }, what), what);
}

export function timeOf(fields: Fields, what: string): Instant {
  const { TimestampMs, Timestamp } = readPayload(timed, fields, what);
  const at = TimestampMs ?? Timestamp;
  if (at) return at;
  throw missingField(what, 'Timestamp');
}

/**
 * A value among a worker's or a task's attributes, which are JSON of the account's own making; a dot leads into an object.
 * Undefined where there is none, or no JSON to look in.
 */
function attributeOf(attributes: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>(valueAt, jsonIn(attributes));
}

const object = z.record(z.string(), z.unknown());

function valueAt(value: unknown, key: string): unknown {
  const { data } = object.safeParse(value);
  return data && Object.hasOwn(data, key) ? data[key] : undefined;
}

function jsonIn(attributes: unknown): unknown {
  if (typeof attributes !== 'string') return attributes;
  try {
    return parseJson(Buffer.from(attributes));
  } catch {
    // What cannot be read has no value that could be asked for.
    return undefined;
  }
}

function valued(entries: readonly (readonly [string, unknown])[]): Fields {
  return Object.fromEntries(
    entries.filter(([, value]) => value !== '' && value !== null && value !== undefined),
  );
}

function asInForms(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
