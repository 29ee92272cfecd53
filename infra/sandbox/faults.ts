import * as z from 'zod/mini';
import { callNames } from '../../shared/configuration/configuration.ts';
import { faultsOf } from '../../shared/events/faults.ts';

const fault = z
  .strictObject({
    /** A call's name, or a part of the path; every call where left out. */
    path: z.optional(z.string().check(z.minLength(1))),
    /** Answered instead of doing the call; 200 where only a body or headers are given. */
    status: z.optional(z.int().check(z.gte(200), z.lte(599))),
    body: z.optional(z.unknown()),
    headers: z.optional(
      z.record(z.string().check(z.regex(/^[\w-]+$/)), z.string().check(z.regex(/^[\x20-\x7e]*$/))),
    ),
    /** How many calls it applies to. */
    count: z._default(z.int().check(z.gte(1), z.lte(1_000_000)), 1),
    /** Before anything else happens. */
    delayMs: z.optional(z.int().check(z.gte(0), z.lte(600_000))),
    /** Cuts the connection, before or after the call has done its work. */
    drop: z.optional(z.enum(['before-commit', 'after-commit'])),
  })
  .check(
    z.refine(
      (given) => answers(given) || given.delayMs !== undefined || given.drop !== undefined,
      'must have at least one of status, body, headers, delayMs and drop',
    ),
    z.refine(
      (given) => !(answers(given) && given.drop),
      'must not have drop together with status, body or headers',
    ),
  );
export type Fault = z.infer<typeof fault>;

const faults = z.array(fault).check(z.minLength(1, 'must have at least one'));

export type Faults = {
  /** Queues one fault or an array of them; what is wrong with them where anything is. */
  add(given: unknown): string | undefined;
  pending(): readonly Fault[];
  clear(): void;
  /** The first pending fault that applies to a call, counted down. */
  take(path: string, call: string | undefined): Fault | undefined;
};

export function createFaults(): Faults {
  let queue: Fault[] = [];
  return {
    add: (given) => {
      const parsed = faults.safeParse(Array.isArray(given) ? given : [given]);
      if (!parsed.success)
        return faultsOf(parsed.error, ['faults'])
          .map(({ path, message }) => `${path} ${message}`)
          .join('; ');
      queue.push(...parsed.data);
      return undefined;
    },
    pending: () => queue,
    clear: () => {
      queue = [];
    },
    take: (path, call) => {
      const found = queue.find((pending) => applies(pending, path, call));
      queue = queue.flatMap((pending) => {
        if (pending !== found) return [pending];
        return pending.count > 1 ? [{ ...pending, count: pending.count - 1 }] : [];
      });
      return found;
    },
  };
}

/** True where the fault is an answer of its own. */
export function answers({ status, body, headers }: Partial<Fault>): boolean {
  return status !== undefined || body !== undefined || headers !== undefined;
}

function applies({ path }: Fault, requested: string, call: string | undefined): boolean {
  if (path === undefined) return true;
  return callNames.some((name) => name === path) ? path === call : requested.includes(path);
}
