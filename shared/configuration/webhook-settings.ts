import * as z from 'zod/mini';
import { isAddressBlock } from '../address-list.ts';
import { throttleRates } from './throttle.ts';

const addressBlock = z
  .string()
  .check(
    z.refine(
      isAddressBlock,
      'must be an IP address or a block of them, such as 203.0.113.0/24 or 2001:db8::/32',
    ),
  );

/** What may stand in the entry of a source that sends webhooks, and says nothing to one whose events come over AWS. */
export const webhookSettings = {
  /** Its own throttle in place of the gateway's for all, so that its flood takes nothing from the others. */
  throttle: z.optional(z.strictObject(throttleRates)),
  /** The addresses it sends from; left out, from any. */
  allowedIps: z.optional(z.array(addressBlock).check(z.minLength(1))),
} as const;
