import * as z from 'zod/mini';

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const one = z.tuple([z.enum(['=', '<', '<=', '>', '>=']), z.number()]);
const range = z.tuple([z.enum(['>', '>=']), z.number(), z.enum(['<', '<=']), z.number()]);

/** The test that `["=", 5]`, `["<", 10]` or the range `[">", 0, "<=", 5]` makes of a number; throws for any other list. */
export function compileNumeric(argument: unknown): (value: number) => boolean {
  const [first, bound, second, limit] = z.union([range, one]).parse(argument);
  return (value) =>
    compare(first, value, bound) &&
    (second === undefined || limit === undefined || compare(second, value, limit));
}

function compare(operator: string, value: number, bound: number): boolean {
  return comparisons[operator]?.(value, bound) ?? false;
}
