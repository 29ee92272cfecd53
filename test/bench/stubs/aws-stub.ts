import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** A call as the stub got it: `SendMessage` of SQS, or the path of another request. */
export type TakenCall = { readonly call: string; readonly bytes: number; readonly input: unknown };

export type AwsStub = {
  readonly url: string;
  /** The calls since the last time. */
  readonly take: () => readonly TakenCall[];
  readonly close: () => Promise<void>;
};

export type StubOptions = {
  /** The value of every secret whose id begins with the key. */
  readonly secrets?: Readonly<Record<string, string>>;
};

type Input = Readonly<Record<string, unknown>>;

/**
 * AWS's JSON services and the Cloud Connect API at one address, as fast as node:http answers: every call succeeds and
 * nothing is kept. MD5s are real, since the SDK checks them.
 */
export async function startAwsStub({ secrets = {} }: StubOptions): Promise<AwsStub> {
  let taken: TakenCall[] = [];
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const target = request.headers['x-amz-target'];
    const call = typeof target === 'string' ? (target.split('.').at(-1) ?? target) : (request.url ?? '/');
    const input: Input = body.length > 0 ? JSON.parse(body.toString('utf8')) : {};
    taken.push({ call, bytes: body.length, input });
    const answer = target === undefined ? apiAnswer : (awsAnswers[call]?.(input, secrets) ?? {});
    response.setHeader(
      'content-type',
      target === undefined ? 'application/json' : 'application/x-amz-json-1.0',
    );
    response.end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    take: () => {
      const calls = taken;
      taken = [];
      return calls;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const apiAnswer = { Success: true, Token: 'a-token', RefreshToken: 'a-refresh-token', ExpiresIn: 3600 };

type Answer = (input: Input, secrets: Readonly<Record<string, string>>) => object;

const awsAnswers: Readonly<Record<string, Answer>> = {
  SendMessage: ({ MessageBody }) => ({ MessageId: 'a-message', MD5OfMessageBody: md5(MessageBody) }),
  SendMessageBatch: ({ Entries }) => ({ Successful: entriesOf(Entries).map(sentEntry), Failed: [] }),
  ChangeMessageVisibilityBatch: ({ Entries }) => ({
    Successful: entriesOf(Entries).map(({ Id }) => ({ Id })),
    Failed: [],
  }),
  GetSecretValue: ({ SecretId }, secrets) => ({
    ARN: SecretId,
    Name: SecretId,
    VersionId: 'a-version',
    SecretString: secretOf(String(SecretId), secrets),
    CreatedDate: 1_700_000_000,
  }),
  PutSecretValue: ({ SecretId, ClientRequestToken }) => ({ ARN: SecretId, VersionId: ClientRequestToken }),
  UpdateSecretVersionStage: ({ SecretId }) => ({ ARN: SecretId, Name: SecretId }),
  BatchGetItem: () => ({ Responses: {}, UnprocessedKeys: {} }),
  BatchWriteItem: () => ({ UnprocessedItems: {} }),
  Query: () => ({ Items: [], Count: 0, ScannedCount: 0 }),
};

function entriesOf(entries: unknown): readonly Input[] {
  return Array.isArray(entries) ? entries : [];
}

function sentEntry({ Id, MessageBody }: Input) {
  return { Id, MessageId: `message-${Id}`, MD5OfMessageBody: md5(MessageBody) };
}

function secretOf(id: string, secrets: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(secrets).find(([prefix]) => id.startsWith(prefix))?.[1];
}

function md5(text: unknown): string {
  return createHash('md5').update(String(text)).digest('hex');
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
