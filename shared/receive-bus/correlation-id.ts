import * as z from 'zod/mini';

const identified = z.object({ id: z.string().check(z.regex(/^[\w-]{1,64}$/)) });

/** The id that EventBridge gave an event: the same at every try, where each invocation has another. */
export function correlationIdOf(event: unknown): string | undefined {
  return identified.safeParse(event).data?.id;
}
