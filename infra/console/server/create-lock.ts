import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whoever has the key of the address that was printed gets a cookie for it, and goes on without it in the address. */
export type Admission =
  | { readonly kind: 'in' }
  | { readonly kind: 'out' }
  | { readonly kind: 'enter'; readonly headers: Readonly<Record<string, string>> };

type Asked = {
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly port: number;
};

export type Lock = {
  readonly admit: (asked: Asked) => Admission;
  /** The query of an address that lets one browser in, once, within half a minute; empty where no key is needed. */
  readonly ticket: () => string;
};

/** As long as a browser takes to start. */
const ticketMs = 30_000;

/** Other people who are logged in to this machine reach its loopback as well, and must not see through an operator's eyes. */
export function createLock(key: string | undefined, now: () => number = Date.now): Lock {
  if (key === undefined) return { admit: () => ({ kind: 'in' }), ticket: () => '' };
  // The program that opens a browser has the address in its command line, which everybody on this machine can read.
  let ticket: { readonly text: string; readonly untilMs: number } | undefined;
  const isKey = (given: string): boolean => {
    if (isSame(given, key)) return true;
    if (ticket === undefined || !isSame(given, ticket.text)) return false;
    const { untilMs } = ticket;
    ticket = undefined;
    return now() < untilMs;
  };
  return {
    admit: ({ query, headers, port }) => {
      // A browser gives all ports of a host the same cookies.
      const name = `console-${port}`;
      const given = query.get('key');
      if (given !== null && isKey(given))
        return {
          kind: 'enter',
          headers: { location: '/', 'set-cookie': `${name}=${key}; HttpOnly; SameSite=Strict; Path=/` },
        };
      const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
      return cookies.some(([own, value = '']) => own === name && isSame(value, key))
        ? { kind: 'in' }
        : { kind: 'out' };
    },
    ticket: () => {
      ticket = { text: randomBytes(24).toString('base64url'), untilMs: now() + ticketMs };
      return `?key=${ticket.text}`;
    },
  };
}

function isSame(given: string, key: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
