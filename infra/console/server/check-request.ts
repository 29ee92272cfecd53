import type { IncomingHttpHeaders } from 'node:http';

/** What of a request says who sent it. */
export type Asking = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
};

/** The names by which this machine reaches the console itself; a name that somebody else's DNS made of it is none. */
export function hostsOf(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
}

/**
 * Why a request is refused, in a sentence; undefined where it is taken. Other pages in the same browser reach this port as
 * well: a foreign Host is a name that was rebound to this machine, a foreign Origin another page. What changes anything
 * must name its Origin, which every browser does.
 */
export function refusalOf({ method, path, headers }: Asking, hosts: readonly string[]): string | undefined {
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host))
    return `the console is at ${hosts[0]}, and answers to no other name`;
  if (!path.startsWith('/api/')) return undefined;
  if (origin !== undefined && origin !== `http://${host}`) return 'another page may not ask the console';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'another page may not ask the console';
  if (method === 'GET') return undefined;
  if (origin === undefined) return 'only the console’s own page may order anything: Origin is missing';
  if (headers['content-type'] !== 'application/json') return 'an order must be application/json';
  return undefined;
}
