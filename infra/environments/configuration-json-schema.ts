import { join } from 'node:path';
import * as z from 'zod/mini';
import { configurationSchema } from '../../shared/configuration/configuration.ts';
import { settingsSchema } from '../../shared/configuration/source-settings.ts';
import { sources } from '../../shared/sources/registry.ts';

/** Where the JSON Schema of configuration files stands, so that `"$schema": "./schema/configuration.json"` finds it. */
export const jsonSchemaPath = join(import.meta.dirname, 'schema/configuration.json');

/** The JSON Schema of configuration files, from the schemas that validate them: editors complete and check by it. */
export function configurationJsonSchema(): string {
  const entries = Object.values(sources).map((source) => settingsSchema(source));
  const whole = z.extend(configurationSchema, { sources: z.record(z.string(), z.union(entries)) });
  const schema = z.toJSONSchema(whole, { target: 'draft-07', io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
