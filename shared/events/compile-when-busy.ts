import * as z from 'zod/mini';

/**
 * So often a schema reads values one by one before it is compiled: compiling takes milliseconds, which a function that has
 * just started for a single webhook does not get back.
 */
const usesBefore = 500;

type Reader<Schema extends z.ZodMiniType> = Pick<Schema, 'safeParse'> & {
  /** What is wrong with a value; cheaper than to parse it where it is already what would be read. Undefined where nothing is. */
  readonly errorIn: (value: unknown) => z.core.$ZodError | undefined;
};

/** A schema, compiled once it has been used a lot. */
export function compileWhenBusy<Schema extends z.ZodMiniType>(schema: Schema): Reader<Schema> {
  let uses = 0;
  let compiled: Schema | undefined;
  const current = (): Schema => {
    uses += 1;
    if (uses <= usesBefore) return schema;
    compiled ??= z.compile(schema);
    return compiled;
  };
  return {
    safeParse: (value) => current().safeParse(value),
    errorIn: (value) => {
      const its = current();
      return z.validate(its, value) ? undefined : its.safeParse(value).error;
    },
  };
}
