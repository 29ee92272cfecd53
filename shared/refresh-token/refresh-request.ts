import * as z from 'zod/mini';
import { ConfigurationError } from '../errors.ts';
import { faultsOf } from '../events/faults.ts';
import { instant } from '../events/instant.ts';

const refreshRequest = z.discriminatedUnion('cause', [
  z.strictObject({ cause: z.literal('schedule'), scheduledTime: z.optional(z.string()) }),
  /** The API answered 401 to the token of this version, or its time is over. */
  z.strictObject({ cause: z.literal('refused'), refusedVersionId: z.string().check(z.minLength(1)) }),
  /** No token is stored yet. */
  z.strictObject({ cause: z.literal('missing') }),
  /** An operator has stored other credentials: only a login by them tells whether they are right. */
  z.strictObject({ cause: z.literal('credentials') }),
]);
export type RefreshRequest = z.infer<typeof refreshRequest>;

/** What EventBridge sends where a schedule or rule sets no input of its own. */
const scheduledEvent = z.object({
  source: z.enum(['aws.scheduler', 'aws.events']),
  'detail-type': z.literal('Scheduled Event'),
});

/**
 * `kept`: a token that will do is stored already. `limited`: forcing another is not allowed yet. `busy`: another
 * run holds the lease and did not end in time. Never the token itself; `expiresAt` is missing where none is stored.
 */
export const refreshAnswer = z.strictObject({
  outcome: z.enum(['kept', 'renewed', 'limited', 'busy']),
  versionId: z.string(),
  expiresAt: z.optional(instant),
});
export type RefreshAnswer = z.infer<typeof refreshAnswer>;

/** Why the function was invoked; throws ConfigurationError where the event is none of those it knows. */
export function parseRefreshRequest(event: unknown): RefreshRequest {
  if (scheduledEvent.safeParse(event).success) return { cause: 'schedule' };
  const parsed = refreshRequest.safeParse(event);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error).map(({ path, message }) => `${path}: ${message}`);
  throw new ConfigurationError(
    `refresh-token was invoked with an event it does not know (${faults.join('; ')}); send ` +
      '{"cause":"schedule"}, {"cause":"refused","refusedVersionId":"…"}, {"cause":"missing"} or {"cause":"credentials"}',
  );
}
