import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Credentials } from './auth-calls.ts';
import { openDatabase } from './database.ts';
import { createFaults } from './faults.ts';
import { handleRequest, type Sandboxed } from './handle-request.ts';
import { createJournal } from './journal.ts';
import type { RepeatedKeys } from './store-rows.ts';
import { createTokens } from './tokens.ts';

export const DEFAULT_CREDENTIALS = {
  userName: 'adapter@sandbox.example',
  password: 'sandbox-password',
} as const;

/** As documented: tokens expire in one hour. */
export const DEFAULT_TOKEN_SECONDS = 3600;

/** What is under way may finish; a connection on which nothing was ever asked would hold the close for a minute. */
const CLOSING_GRACE_MS = 1000;

export type SandboxOptions = {
  /** 0, where left out: any free port. */
  readonly port?: number;
  /** Where rows and the tokens' secret are kept; memory where left out. */
  readonly dataFile?: string | undefined;
  readonly credentials?: Credentials;
  readonly tokenSeconds?: number;
  readonly repeatedKeys?: RepeatedKeys;
  readonly now?: () => number;
};

export type Sandbox = { readonly url: string; close(): Promise<void> };

/**
 * Starts a stand-in for the Cloud Connect API on 127.0.0.1: its ten calls as documented, and `/sandbox/*` to look at
 * what is stored and to script faults. Rejects where the port is taken.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, credentials = DEFAULT_CREDENTIALS, now = Date.now } = options;
  const { tokenSeconds = DEFAULT_TOKEN_SECONDS, repeatedKeys = 'refuse-batch' } = options;
  const database = openDatabase(options.dataFile);
  const tokens = createTokens(database, { tokenSeconds, now });
  const closing = new AbortController();
  const api = { database, tokens, credentials, repeatedKeys, now };
  const control = { faults: createFaults(), journal: createJournal(), closing: closing.signal };
  const server = serve({ ...api, ...control });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: urlOf(server),
    close: async () => {
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      const grace = setTimeout(() => server.closeAllConnections(), CLOSING_GRACE_MS);
      await closed;
      clearTimeout(grace);
      database.close();
    },
  };
}

function serve(sandbox: Sandboxed): Server {
  return createServer((request, response) => {
    handleRequest(sandbox, request, response).catch((error: unknown) => {
      // A caller that went away, or a delay cut short by closing, is nobody's fault.
      if (!request.errored && !sandbox.closing.aborted) console.error('sandbox:', error);
      request.socket.destroy();
    });
  });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
