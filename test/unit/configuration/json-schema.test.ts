import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  configurationJsonSchema,
  jsonSchemaPath,
} from '../../../infra/environments/configuration-json-schema.ts';
import { sources } from '../../../shared/sources/registry.ts';

const schema = JSON.parse(readFileSync(jsonSchemaPath, 'utf8'));

test('the JSON Schema that editors read is the one the configuration is validated by (npm run format writes it)', () => {
  expect(schema).toEqual(JSON.parse(configurationJsonSchema()));
});

test('an editor is offered every vendor, with the choices of each', () => {
  const entries: { properties: Record<string, { const?: string }> }[] =
    schema.properties.sources.additionalProperties.anyOf;
  expect(entries.map(({ properties }) => properties['vendor']?.const)).toEqual(Object.keys(sources));
  const zoom = entries.find(({ properties }) => properties['vendor']?.const === 'zoom');
  expect(JSON.stringify(zoom)).toContain('user_email');
});

test('an editor is told that codes have at most 10 characters, and which keys there are', () => {
  expect(JSON.stringify(schema)).toContain('"maxLength":10');
  expect(schema.additionalProperties).toBe(false);
});
