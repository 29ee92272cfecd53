import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { compileWhenBusy } from '../../../shared/events/compile-when-busy.ts';

const schema = z.strictObject({
  name: z.string().check(z.minLength(2)),
  tag: z.pipe(
    z.string(),
    z.transform((text) => text.toUpperCase()),
  ),
});

test('a schema says the same of each value before it is compiled and after', () => {
  const subject = compileWhenBusy(schema);
  const values = [
    { name: 'Ann', tag: 'a' },
    { name: 'A', tag: 'a' },
    { name: 'Ann', tag: 'a', more: 1 },
    null,
  ];
  const expected = values.map((value) => told(schema.safeParse(value)));
  for (let round = 0; round < 300; round += 1) {
    expect(values.map((value) => told(subject.safeParse(value)))).toEqual(expected);
    expect(values.map((value) => issuesOf(subject.errorIn(value)))).toEqual(
      expected.map(({ issues }) => issues),
    );
  }
});

function told({ data, error }: ReturnType<typeof schema.safeParse>) {
  return { data, issues: issuesOf(error) };
}

function issuesOf(error: z.core.$ZodError | undefined) {
  return error?.issues.map(({ code, path }) => ({ code, path }));
}
