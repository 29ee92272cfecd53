import * as z from 'zod/mini';
import { originalWebhook } from './original.ts';

/**
 * An operator's order to take a webhook up again that was set aside. It comes by invoking the function itself, which
 * IAM grants to operators alone; nothing that comes over HTTP can look like it, because the gateway wraps every request
 * in an event of its own (`version`, `routeKey` ...), and no other key is allowed here.
 */
export const redriveRequest = z.strictObject({
  sourceName: z.string(),
  redrive: originalWebhook,
  /** That of the webhook when it came in. */
  correlationId: z.optional(z.string()),
});
export type RedriveRequest = z.infer<typeof redriveRequest>;

/** `dead-lettered`: it still cannot be translated, for the reason in `detail`. */
export const redriveAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('taken'), accepted: z.number(), ignored: z.number() }),
  z.strictObject({ outcome: z.literal('dead-lettered'), detail: z.string() }),
]);
export type RedriveAnswer = z.infer<typeof redriveAnswer>;
