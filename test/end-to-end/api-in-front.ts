import { once } from 'node:events';
import { createServer } from 'node:http';
import { createSandbox, DEFAULT_CREDENTIALS } from '../../infra/sandbox/sandbox.ts';

/** A Cloud Connect API that refuses, as a whole, each request whose body `refuses` points at; else it is the sandbox. */
export type ApiInFront = {
  readonly baseUrl: string;
  readonly credentials: { readonly userName: string; readonly password: string };
  readonly refuseBodies: (refuses: (body: string) => boolean) => void;
  readonly close: () => Promise<void>;
};

export async function startApiInFront(): Promise<ApiInFront> {
  const sandbox = await createSandbox();
  let refuses: (body: string) => boolean = () => false;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    if (refuses(body)) {
      const envelope = {
        Success: false,
        ExceptionResult: 'agent is not known here',
        Message: 'refused',
        Data: null,
      };
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(envelope));
      return;
    }
    const { authorization, 'content-type': contentType = 'application/json' } = request.headers;
    const headers = { 'content-type': contentType, ...(authorization ? { authorization } : {}) };
    const init = { method: request.method ?? 'GET', headers, ...(body ? { body } : {}) };
    const answer = await fetch(sandbox.url + request.url, init);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    credentials: DEFAULT_CREDENTIALS,
    refuseBodies: (rule) => {
      refuses = rule;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await sandbox.close();
    },
  };
}
