import * as z from 'zod/mini';

/**
 * So often a schema reads values one by one before it is compiled: compiling takes milliseconds, which a function that has
 * just started for a single webhook does not get back.
 */
const usesBefore = 500;

/** A schema's `safeParse`, by the schema compiled once it has been used a lot. */
export function compileWhenBusy<Schema extends z.ZodMiniType>(schema: Schema): Pick<Schema, 'safeParse'> {
  let uses = 0;
  let compiled: Schema | undefined;
  return {
    safeParse: (value) => {
      uses += 1;
      if (uses <= usesBefore) return schema.safeParse(value);
      compiled ??= z.compile(schema);
      return compiled.safeParse(value);
    },
  };
}
