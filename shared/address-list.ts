import { BlockList, isIP } from 'node:net';

/** Of blocks such as `203.0.113.0/24` and `2001:db8::/32`, and of single addresses, whether an address is among them; throws TypeError for anything else. */
export function addressList(blocks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const block of blocks) {
    const { network, prefix } = parsedBlock(block);
    list.addSubnet(network, prefix, familyOf(network));
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

/** Whether a text is an IP address or a block of them. */
export function isAddressBlock(text: string): boolean {
  try {
    addressList([text]);
    return true;
  } catch {
    return false;
  }
}

/** Whether any of the blocks, each of which is one, is of IPv6. */
export function holdsIpv6(blocks: readonly string[]): boolean {
  return blocks.some((block) => familyOf(parsedBlock(block).network) === 'ipv6');
}

function parsedBlock(block: string): { network: string; prefix: number } {
  const [, network = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(block) ?? [];
  const longest = isIP(network) === 4 ? 32 : 128;
  const prefix = Number(length ?? longest);
  if (isIP(network) === 0 || prefix > longest)
    throw new TypeError(`${block} is neither an IP address nor a block of them, such as 203.0.113.0/24`);
  return { network, prefix };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
