import * as z from 'zod/mini';
import { eventUnion } from '../../shared/events/event.ts';
import { type EventWords, eventWords } from './event-words.ts';

/** JSON Schema of the 2020-12 draft, which is that of OpenAPI 3.1 too. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** `standard` takes any offset and any precision, which its own schema turns into UTC. */
const time = z.string().check(z.meta({ format: 'date-time' }));

/** The JSON Schema of each event that `standard` takes, by its type, from the schemas that validate it. */
export function eventSchemas(): Readonly<Record<string, JsonSchema>> {
  const { oneOf = [] } = toJsonSchema(eventUnion(time));
  return Object.fromEntries(
    oneOf.map((schema) => {
      const type = typeOf(schema);
      return [type, withWords(schema, eventWords[type])] as const;
    }),
  );
}

/** What a sender may write, where that differs from what is made of it. */
export function toJsonSchema(schema: z.core.$ZodType): JsonSchema {
  const options = { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' } as const;
  const { $schema: _, '~standard': __, ...json } = z.toJSONSchema(schema, options);
  return json;
}

function typeOf({ properties }: JsonSchema): string {
  const { type } = properties ?? {};
  return typeof type === 'object' ? String(type.const) : '';
}

function withWords(schema: JsonSchema, words: EventWords | undefined): JsonSchema {
  const { title, fields = {} } = words ?? {};
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    if (typeof property === 'boolean') return [name, property] as const;
    const described = [fields[name], unitsOf(property)].filter((sentence) => sentence !== undefined);
    return [
      name,
      described.length > 0 ? { ...property, description: described.join(' ') } : property,
    ] as const;
  });
  return { ...(title && { title }), ...schema, properties: Object.fromEntries(properties) };
}

/** The API counts UTF-16 code units, which JSON Schema has no word for. */
function unitsOf({ maxLength }: JsonSchema): string | undefined {
  if (maxLength === undefined) return undefined;
  return `At most ${maxLength} UTF-16 code units: a character beyond the BMP, such as an emoji, takes two.`;
}
