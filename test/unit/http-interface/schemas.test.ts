import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { problemStatuses } from '../../../infra/http-interface/answers.ts';
import { eventSchemas } from '../../../infra/http-interface/event-schemas.ts';
import { eventWords } from '../../../infra/http-interface/event-words.ts';
import { eventsJsonSchema, eventsSchemaPath } from '../../../infra/http-interface/events-json-schema.ts';
import { openApiDocument, openApiPath } from '../../../infra/http-interface/openapi-document.ts';
import { webhookVendors } from '../../../infra/http-interface/vendors-answers.ts';
import { readSamples } from '../../../infra/samples/read-samples.ts';
import * as errors from '../../../shared/errors.ts';
import { standard } from '../../../shared/sources/standard.ts';
import { json, received, settingsFor } from '../sources/sample.ts';
import { faultsBy, openApi, operations } from './openapi.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const eventsSchema = read(eventsSchemaPath) as { $id: string };

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const isEvents = ajv.compile(eventsSchema);

const context = { settings: settingsFor(standard), receivedAt: '2026-11-23T09:05:00.000Z' };
/** Whether the adapter takes a body. */
function isTaken(body: unknown): boolean {
  try {
    standard.translate(standard.parse(received(json(body))), context);
    return true;
  } catch (error) {
    if (error instanceof errors.InvalidEvents) return false;
    throw error;
  }
}

test('what is committed is what the code gives (npm run format writes it)', () => {
  expect(eventsSchema).toEqual(JSON.parse(JSON.stringify(eventsJsonSchema())));
  expect(read(openApiPath)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

describe('the events’ JSON Schema', () => {
  const activity = {
    type: 'agent-activity',
    agentId: '1001',
    eventTime: '2026-11-23T09:01:22.480+01:00',
    state: 'AVAIL',
  };
  const volume = {
    type: 'call-volume',
    collectionPoint: 'support',
    interval: '2026-11-23T09:00:00Z',
    contactsOffered: 5,
    contactsNotHandled: 2,
    talkSeconds: 600,
  };

  test('is named by what does not look like an address', () => {
    expect(URL.parse(eventsSchema.$id)?.protocol).toBe('urn:');
  });

  test.each(readSamples('standard').filter(({ headers }) => headers['content-type'] === 'application/json'))(
    'takes what the adapter takes: the sample $name',
    ({ name, body }) => {
      const payload = JSON.parse(body.toString());
      // The data of a CloudEvent in binary mode is no event without its headers.
      expect(isEvents(payload)).toBe(name !== 'cloudevents.binary');
    },
  );

  test.each([
    ['one event', activity],
    ['several', { events: [activity, volume] }],
    ['texts as long as they may be', { ...activity, agentId: 'a'.repeat(50), state: 's'.repeat(255) }],
    ['data of ours in every column', { ...volume, userData1: 'x', userData10: true, updateExisting: false }],
  ])('and the adapter take %s', (_, body) => {
    expect([isEvents(body), isTaken(body)]).toEqual([true, true]);
  });

  test.each([
    ['no type', { ...activity, type: undefined }],
    ['a type of nobody', { ...activity, type: 'agent-state' }],
    ['a field that is missing', { ...activity, agentId: undefined }],
    ['a key that is none of ours', { ...activity, agentID: '1' }],
    ['a number for a text', { ...activity, agentId: 1001 }],
    ['an id that is too long', { ...activity, agentId: 'a'.repeat(51) }],
    ['a time without zone', { ...activity, eventTime: '2026-11-23T09:01:22' }],
    ['a class of nobody', { ...activity, stateClass: 'idle' }],
    ['less than nothing', { ...volume, contactsOffered: -1 }],
    ['half a contact', { ...volume, contactsOffered: 0.5 }],
    ['no events in the list', { events: [] }],
    ['a key beside the list', { events: [activity], source: 'acd' }],
    ['a list without its name', [activity]],
  ])('and the adapter refuse %s', (_, body) => {
    const sent = JSON.parse(JSON.stringify(body));
    expect([isEvents(sent), isTaken(sent)]).toEqual([false, false]);
  });

  test('has words for fields that there are, and a title for each event', () => {
    const schemas = eventSchemas();
    expect(Object.keys(eventWords)).toEqual(Object.keys(schemas));
    for (const [type, { fields }] of Object.entries(eventWords))
      expect(Object.keys(schemas[type]?.properties ?? {})).toEqual(
        expect.arrayContaining(Object.keys(fields)),
      );
  });
});

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(read(openApiPath) as Record<string, unknown>)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('is not valid for want of trying', async () => {
    const broken = { ...openApiDocument(), paths: { '/webhooks/{source}': { post: { responses: 1 } } } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  const media = Object.entries(operations)
    .filter(([method]) => method !== 'parameters')
    .flatMap(([method, { requestBody, responses }]) => [
      ...Object.entries(requestBody?.content ?? {}).map(([type, each]) => ({
        at: `${method} ${type}`,
        ...each,
      })),
      ...Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.entries(content).map(([type, each]) => ({ at: `${method} ${status} ${type}`, ...each })),
      ),
    ]);
  const examples = media.flatMap(({ at, schema = true, example, examples: named = {} }) => [
    ...(example === undefined ? [] : [{ at, schema, value: example }]),
    ...Object.entries(named).map(([name, { value }]) => ({ at: `${at} ${name}`, schema, value })),
  ]);

  test.each(examples)('has an example that fits: $at', ({ schema, value }) => {
    expect(faultsBy(schema, value)).toEqual([]);
  });

  test.each(examples.filter(({ at }) => at.startsWith('post application/json')))(
    'has an example that the adapter takes: $at',
    ({ value }) => {
      expect(isTaken(value)).toBe(true);
    },
  );

  test('has an example for every answer with a body, and for every header that is asked for', () => {
    const without = media.filter(
      ({ at, example, examples: named }) => !at.endsWith('*/*') && !example && !named,
    );
    expect(without.map(({ at }) => at)).toEqual([]);
    const parameters = Object.values(operations).flatMap((operation) => operation.parameters ?? []);
    for (const { schema, example } of parameters)
      if (example !== undefined) expect(faultsBy(schema, example)).toEqual([]);
  });

  test('names every vendor beside the status that it takes as success', () => {
    const { responses } = operations['post'] ?? { responses: {} };
    for (const { vendor, successStatus, retryStatus, refusalStatus } of webhookVendors) {
      const told = [successStatus, retryStatus, refusalStatus].flatMap((status) => status ?? []);
      for (const status of told) expect(responses[status]?.description).toContain(vendor);
    }
  });

  test('has every problem that an error of ours is answered as, with its status', () => {
    // What a vendor sent that cannot be translated is answered with success.
    const { AdapterError: _, Untranslatable: __, ...answered } = errors;
    const codes = Object.values(answered).map((each) => {
      const { code, status } = new (each as new (words: string, more: unknown) => errors.AdapterError)(
        '',
        [],
      );
      return [code, status];
    });
    expect(Object.entries(problemStatuses).sort()).toEqual([...codes, ['unexpected', 500]].sort());
  });

  test('refers to nothing that it has not', () => {
    const known = [
      ...Object.keys(openApi.components.schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(openApi.components.headers).map((name) => `#/components/headers/${name}`),
    ];
    const referred = [...JSON.stringify(openApi).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(referred.filter((ref) => !known.some((each) => each === ref))).toEqual([]);
  });
});
