import { MethodRefused } from '../errors.ts';
import type { Webhook, WebhookSource } from '../sources/source.ts';

/** Throws MethodRefused where it is not POST; a handshake by another method has been answered before. */
export function checkMethod(
  { method }: Pick<Webhook, 'method'>,
  { handshakeMethods = [] }: Pick<WebhookSource, 'handshakeMethods'>,
): void {
  if (method === 'POST') return;
  const allowed = ['POST', ...handshakeMethods];
  throw new MethodRefused(`${method} is not taken here: webhooks come by POST`, allowed);
}
