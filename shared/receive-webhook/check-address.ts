import { addressList } from '../address-list.ts';
import { AddressRefused } from '../errors.ts';
import type { Arrival } from './find-source.ts';

/** Throws AddressRefused where the source has a list of addresses, and the sender's is not among them. */
export function checkAddress({
  senderAddress = '',
  settings: { allowedIps },
}: Pick<Arrival, 'senderAddress' | 'settings'>): void {
  if (!allowedIps || addressList(allowedIps)(senderAddress)) return;
  throw new AddressRefused(
    `the source does not send from ${senderAddress || 'an unknown address'}: its allowedIps name where it does`,
  );
}
