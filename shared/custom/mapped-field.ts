import * as z from 'zod/mini';
import { eventShapes } from '../events/event.ts';
import { fromEpochMs, type Instant, instant, toInstant } from '../events/instant.ts';
import { fromZonedTime } from '../events/zoned-time.ts';
import { fieldPath, knownPath, type Place, valueAt } from './field-path.ts';
import { type TimeFormat, timeFormat } from './signed-time.ts';

/** The fields of each type of event, without what the mapping says itself; `id` comes from `dedupe`. */
export const eventFields = eventShapes(instant);
export type MappedType = keyof typeof eventFields;

const constant = z.union([z.string(), z.number(), z.boolean()], 'must be a text, a number, true or false');

/** Where a field of an event comes from: a path, a path with what becomes of its value, or a constant. */
export const fieldRule = z.union(
  [
    fieldPath,
    z.strictObject({
      path: fieldPath,
      /** From the vendor's word to ours; a word that does not stand here stays as it is. */
      map: z.optional(z.record(z.string(), constant)),
      /** What stands in where the path has no value, as the event is to hold it. */
      default: z.optional(constant),
      /** How the vendor writes the time, ISO 8601 where left out. */
      time: z.optional(timeFormat),
      /** The unit of a duration, seconds where left out. */
      seconds: z.optional(z.literal('ms')),
    }),
    z.strictObject({ value: constant }),
  ],
  'must be a path such as "$.agent.id", {"path": ..., "map", "default", "time" or "seconds": ...} or {"value": ...}',
);
export type FieldRule = z.infer<typeof fieldRule>;

type Origin = Partial<Exclude<FieldRule, string | { value: unknown }>> & {
  readonly value?: z.infer<typeof constant>;
};

/** What a field is read from. */
export type Reading = Place & { readonly receivedAt: Instant; readonly timeZone: string };

/** Reads one field of an event: its value, undefined where there is none, or what is wrong. */
export type FieldReader = (reading: Reading) => { readonly value?: unknown; readonly fault?: string };

type Kind = 'time' | 'duration' | 'number' | 'boolean' | 'text';

/** What of a field's rule can never give a valid value; told at synth. */
export function fieldFaults(type: MappedType, name: string, rule: FieldRule): readonly string[] {
  const kind = kindOf(name);
  const { value, map = {}, default: otherwise, time, seconds } = originOf(rule);
  const constants = [...Object.values(map), ...[value, otherwise].filter((one) => one !== undefined)];
  if (kind === 'time' && constants.length > 0)
    return ['must come from the webhook, as every time: give its path alone'];
  return [
    ...(time && kind !== 'time' ? ['time is for fields that hold a time'] : []),
    ...(seconds && kind !== 'duration' ? ['seconds is for fields that hold a duration'] : []),
    ...constants.flatMap((one) => faultOf(type, name, coerced(kind, one)) ?? []),
  ];
}

/** Made once for each field, so that a webhook only walks. */
export function fieldReader(type: MappedType, name: string, rule: FieldRule): FieldReader {
  const kind = kindOf(name);
  const { path, value: constantValue, map = {}, default: otherwise, ...unit } = originOf(rule);
  if (path === undefined) return () => ({ value: coerced(kind, constantValue) });
  const at = knownPath(path);
  const format = unit.time ?? 'iso8601';
  return (reading) => {
    const found = valueAt(reading, at) ?? '';
    if (found === '') return otherwise === undefined ? {} : { value: coerced(kind, otherwise) };
    const word = mappedValue(found, map);
    const value = kind === 'time' ? timeOf(word, format, reading) : coerced(kind, word, unit.seconds);
    const fault = faultOf(type, name, value);
    if (!fault) return { value };
    // A word of the vendor's is no class of ours, and its state is to be told all the same.
    if (name === 'stateClass') return {};
    return { fault: kind === 'time' ? `must be a time as ${format}` : fault };
  };
}

/** A rule's parts, however it is written. */
function originOf(rule: FieldRule): Origin {
  return typeof rule === 'string' ? { path: rule } : rule;
}

export function isRequired(type: MappedType, name: string): boolean {
  return schemaOf(type, name)?.safeParse(undefined).success === false;
}

/** The names that a mapping can give fields of this type. */
export function fieldNames(type: MappedType): readonly string[] {
  return Object.keys(eventFields[type]).filter((name) => name !== 'type' && name !== 'id');
}

function schemaOf(type: MappedType, name: string): z.ZodMiniType | undefined {
  const shape: Readonly<Record<string, z.ZodMiniType>> = eventFields[type];
  return Object.hasOwn(shape, name) ? shape[name] : undefined;
}

function faultOf(type: MappedType, name: string, value: unknown): string | undefined {
  return schemaOf(type, name)?.safeParse(value).error?.issues[0]?.message;
}

/** The names of our own events say what their fields hold. */
function kindOf(name: string): Kind {
  if (/^(eventTime|at|offeredAt|asOf|interval|collectedAt)$/.test(name)) return 'time';
  if (name.endsWith('Seconds')) return 'duration';
  if (/^(contacts|serviceLevel|outboundContacts)/.test(name)) return 'number';
  return name === 'answered' || name === 'updateExisting' ? 'boolean' : 'text';
}

function mappedValue(found: unknown, map: Readonly<Record<string, unknown>>): unknown {
  const word = typeof found === 'object' ? '' : String(found);
  return Object.hasOwn(map, word) ? map[word] : found;
}

/** As the field holds it; what cannot be held so stays what it is, and is found wrong. */
function coerced(kind: Kind, value: unknown, seconds?: 'ms'): unknown {
  switch (kind) {
    case 'boolean':
      return value === 'true' || (value === 'false' ? false : value);
    case 'number':
    case 'duration': {
      const number = typeof value === 'string' && /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value;
      return seconds === 'ms' && typeof number === 'number' ? number / 1000 : number;
    }
    default:
      // A number that is not exact, or not whole, is no id.
      return Number.isSafeInteger(value) ? String(value) : value;
  }
}

function timeOf(value: unknown, format: TimeFormat, { timeZone, receivedAt }: Reading): unknown {
  const text = typeof value === 'object' ? '' : String(value);
  switch (format) {
    case 'iso8601':
      return toInstant(text);
    case 'sql':
      return fromZonedTime(text, timeZone, receivedAt);
    case 'unix-ms':
      return /^\d{1,14}$/.test(text) ? fromEpochMs(Number(text)) : undefined;
    case 'unix-s': {
      const [, whole, fraction = ''] = /^(\d{1,11})(?:\.(\d+))?$/.exec(text) ?? [];
      return whole && fromEpochMs(Number(whole) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3)));
    }
  }
}
