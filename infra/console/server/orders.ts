import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { faultsOf } from '../../../shared/events/faults.ts';
import { toInstant } from '../../../shared/events/instant.ts';
import { letterActions, type Range, signings } from '../data.ts';

/** What the page may order, each checked before anything is done with it. */
const text = z.string().check(z.maxLength(1_500_000));
const word = z.string().check(z.minLength(1), z.maxLength(1000));

export const tryRequest = z.strictObject({
  source: word,
  headers: z.record(z.string(), text),
  body: text,
  signing: z.enum(signings),
});

export const codeEdits = z.strictObject({
  edits: z
    .array(
      z.strictObject({
        source: word,
        kind: z.enum(['state', 'reason']),
        word,
        code: z.string(),
        stateClass: z.optional(z.string()),
      }),
    )
    .check(z.minLength(1), z.maxLength(1000)),
});

export const lettersOrder = z.strictObject({
  action: z.enum(letterActions),
  ids: z.array(word).check(z.minLength(1), z.maxLength(1000)),
});

/** The order in a request's body; throws ConfigurationError naming what is wrong with it. */
export function readOrder<Order>(schema: z.ZodMiniType<Order>, body: string): Order {
  const parsed = schema.safeParse(jsonOr(body));
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error).map(({ path, message }) => `${path}: ${message}`);
  throw new ConfigurationError(`the order is not one: ${faults.join('; ')}`);
}

/** The longest time that is looked at at once. */
const mostMs = 8 * 24 * 3_600_000;

/** The time in a request's address; throws ConfigurationError where it is none. */
export function readRange(query: URLSearchParams): Range {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''].map((given) => toInstant(given));
  if (!from || !to || from >= to || Date.parse(to) - Date.parse(from) > mostMs)
    throw new ConfigurationError('from and to must be times with a zone, in order, and at most 8 days apart');
  return { from, to };
}

export function readWord(query: URLSearchParams, name: string): string {
  const given = query.get(name);
  if (given === null || given === '') throw new ConfigurationError(`${name} is missing`);
  return given;
}

function jsonOr(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
