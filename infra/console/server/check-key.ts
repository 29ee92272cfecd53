import { timingSafeEqual } from 'node:crypto';
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

/** Other people who are logged in to this machine reach its loopback as well, and must not see through an operator's eyes. */
export function admit(key: string | undefined, { query, headers, port }: Asked): Admission {
  if (key === undefined) return { kind: 'in' };
  // A browser gives all ports of a host the same cookies.
  const name = `console-${port}`;
  const given = query.get('key');
  if (given !== null && isSame(given, key))
    return {
      kind: 'enter',
      headers: { location: '/', 'set-cookie': `${name}=${key}; HttpOnly; SameSite=Strict; Path=/` },
    };
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return cookies.some(([own, value = '']) => own === name && isSame(value, key))
    ? { kind: 'in' }
    : { kind: 'out' };
}

function isSame(given: string, key: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
