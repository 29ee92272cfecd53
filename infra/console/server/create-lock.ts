import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whoever has the key of the address that was printed, or a ticket, gets a session's cookie for it, and goes on without it in the address. */
export type Admission =
  /** `ended` tells when the session is over; there is none where no key is needed. */
  | { readonly kind: 'in'; readonly ended?: AbortSignal }
  | { readonly kind: 'out' }
  /** A ticket that was used before: two have it, and neither is let in any longer. */
  | { readonly kind: 'reused' }
  | { readonly kind: 'enter'; readonly by: 'key' | 'ticket'; readonly cookie: string };

type Asked = {
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly port: number;
};

export type Lock = {
  readonly admit: (asked: Asked) => Admission;
  /** The query of an address that lets one browser in, once, within `ticketMs`; undefined where no key is needed. */
  readonly ticket: () => string | undefined;
};

type Ticket = {
  readonly text: string;
  readonly untilMs: number;
  /** What it was redeemed for. */
  session?: string;
};

/** As long as a browser takes to start. */
export const ticketMs = 30_000;

/** Other people who are logged in to this machine reach its loopback as well, and must not see through an operator's eyes. */
export function createLock(key: string | undefined, now: () => number = Date.now): Lock {
  if (key === undefined) return { admit: () => ({ kind: 'in' }), ticket: () => undefined };
  const sessions = new Map<string, AbortController>();
  let ticket: Ticket | undefined;

  const begin = (by: 'key' | 'ticket', name: string) => {
    const session = randomText();
    sessions.set(session, new AbortController());
    const cookie = `${name}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    return { session, admission: { kind: 'enter', by, cookie } } as const;
  };
  const redeem = (given: Ticket, name: string): Admission => {
    if (given.session !== undefined) {
      sessions.get(given.session)?.abort();
      sessions.delete(given.session);
      return { kind: 'reused' };
    }
    if (now() >= given.untilMs) return { kind: 'out' };
    const { session, admission } = begin('ticket', name);
    given.session = session;
    return admission;
  };
  return {
    admit: ({ query, headers, port }) => {
      // A browser gives all ports of a host the same cookies.
      const name = `console-${port}`;
      const given = query.get('key');
      if (given !== null && isSame(given, key)) return begin('key', name).admission;
      if (given !== null && ticket !== undefined && isSame(given, ticket.text)) return redeem(ticket, name);
      const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
      const values = cookies.flatMap(([own, value = '']) => (own === name ? [value] : []));
      for (const [session, { signal }] of sessions)
        if (values.some((value) => isSame(value, session))) return { kind: 'in', ended: signal };
      return { kind: 'out' };
    },
    ticket: () => {
      ticket = { text: randomText(), untilMs: now() + ticketMs };
      return `?key=${ticket.text}`;
    },
  };
}

function randomText(): string {
  return randomBytes(24).toString('base64url');
}

function isSame(given: string, key: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
