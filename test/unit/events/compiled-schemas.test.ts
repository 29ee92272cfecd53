import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { calls } from '../../../shared/cloud-connect/calls.ts';
import { eventUnion, translatedEvent } from '../../../shared/events/event.ts';
import { vendorField } from '../../../shared/sources/vendor-field.ts';

/** Where zod's compiled code hands a value to the interpreter, with the schema that it could not compile. */
const interpreted = /= c\d+\(c\d+, v\d+\)/;

const codeOf = (schema: z.ZodMiniType) =>
  String(Reflect.get(z.core.compileFn(schema, { debug: true }), 'code'));

const schemas: Readonly<Record<string, z.ZodMiniType>> = {
  'translated events': translatedEvent,
  'the events of our own senders': eventUnion(vendorField.time),
  ...Object.fromEntries(
    Object.entries(calls).flatMap(([call, its]) => ('row' in its ? [[`rows of ${call}`, its.row]] : [])),
  ),
};

test.each(Object.entries(schemas))(
  '%s are read by compiled code whole, no field by the interpreter',
  (_, schema) => {
    expect(codeOf(schema)).not.toMatch(interpreted);
  },
);

test('a field is seen that is left to the interpreter', () => {
  expect(codeOf(z.object({ told: z.string().check(z.meta({ examples: [] })) }))).toMatch(interpreted);
});
