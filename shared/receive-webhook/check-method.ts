import { MethodRefused } from '../errors.ts';
import type { Webhook } from '../sources/source.ts';

/** Events come by POST, and so do the handshakes of all present sources. */
const allowed: readonly string[] = ['POST'];

/** Throws MethodRefused for any other method. */
export function checkMethod({ method }: Pick<Webhook, 'method'>): void {
  if (!allowed.includes(method))
    throw new MethodRefused(
      `${method} is not allowed here: webhooks come by ${allowed.join(' or ')}`,
      allowed,
    );
}
