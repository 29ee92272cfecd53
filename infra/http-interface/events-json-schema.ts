import { join } from 'node:path';
import { eventList } from '../../shared/sources/standard.ts';
import { eventSchemas, type JsonSchema, toJsonSchema } from './event-schemas.ts';

export const eventsSchemaPath = join(import.meta.dirname, 'schema/events.json');

/** The JSON Schema of what a sender of our own posts to `standard`: one event, or a list of them. */
export function eventsJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:cloud-connect-adapter:schema:events',
    title: 'Events for a source of the vendor standard',
    description:
      'One event, or several as {"events": [...]}. A name and not an address: this $id leads nowhere. ' +
      'Where a description counts UTF-16 code units, the adapter is stricter than the schema can say.',
    ...bodyOf('#/$defs'),
    $defs: { ...eventSchemas() },
  };
}

/** The body, given where the events' schemas stand. */
export function bodyOf(place: string): JsonSchema {
  const event = { oneOf: Object.keys(eventSchemas()).map((type) => ({ $ref: `${place}/${type}` })) };
  const { properties, ...list } = toJsonSchema(eventList);
  const several: JsonSchema = {
    title: 'Several events',
    ...list,
    properties: { events: { ...Object(properties?.['events']), items: event } },
    additionalProperties: false,
  };
  return { anyOf: [...event.oneOf, several] };
}
