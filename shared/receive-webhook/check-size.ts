import { BodyTooLarge } from '../errors.ts';
import type { Webhook } from '../sources/source.ts';

/** 1 MiB: far above what any vendor sends in one webhook, far below what a function's memory would notice. */
export const maxBodyBytes = 1_048_576;

/** Throws BodyTooLarge. */
export function checkSize({ body }: Pick<Webhook, 'body'>): void {
  if (body.length > maxBodyBytes)
    throw new BodyTooLarge(
      `the body has ${body.length} bytes, more than the ${maxBodyBytes} allowed: send the events in several requests`,
    );
}
