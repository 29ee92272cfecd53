import * as z from 'zod/mini';
import { addressList } from '../address-list.ts';

/** A URL that is told, signed or compared, and never called. */
export const httpUrl = z
  .string()
  .check(
    z.refine(isHttpUrl, 'must be an http or https URL without user name, query or fragment'),
    z.meta({ format: 'uri' }),
  );

/**
 * A URL that credentials are sent to: over TLS, but for a stand-in on the machine itself. An instance's own credentials are given out
 * at link-local addresses, and no API lives at one.
 */
export const calledUrl = httpUrl.check(
  z.refine(
    (text) => isHttpUrl(text) && (new URL(text).protocol === 'https:' || isLoopback(text)),
    'must be an https URL: user name, password and token go there (http is for an API on this machine, at 127.0.0.1)',
  ),
  z.refine((text) => !isLinkLocal(text), 'must not be a link-local or unspecified address: no API is there'),
);

const loopback = addressList(['127.0.0.0/8', '::1']);
/** Where clouds serve metadata: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html */
const linkLocal = addressList(['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::/32', '0.0.0.0/8', '::']);

/** Whether a URL has an address of the machine that calls it. */
export function isLoopback(text: string): boolean {
  return loopback(hostOf(text));
}

function isLinkLocal(text: string): boolean {
  return linkLocal(hostOf(text));
}

/** The host of a URL, or nothing. URL writes every spelling of an IPv4 address in one, and an IPv6 address in brackets. */
export function hostOf(text: string): string {
  if (!URL.canParse(text)) return '';
  return new URL(text).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password && !search && !hash;
}
