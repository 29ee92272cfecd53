import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handleRequest } from '../../infra/local/aws-endpoint/handle-request.ts';
import { secretService } from '../../infra/local/aws-endpoint/secrets-manager/secret-service.ts';
import { openSecretStore } from '../../infra/local/aws-endpoint/secrets-manager/secret-store.ts';

const SecretId = 'adapter/token';
const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:adapter/token-abcdef';
const dayMs = 24 * 60 * 60 * 1000;

/** A request token, which becomes the version's id. */
const id = (label: number | string) => String(label).padStart(36, '0');

let dataDir: string;
let server: Server;
let client: SecretsManagerClient;
let clock: number;

async function start() {
  const service = secretService({
    store: openSecretStore(join(dataDir, 'secrets.json')),
    now: () => clock,
    arnOf: (name) => `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-abcdef`,
  });
  server = createServer((request, response) =>
    handleRequest(request, response, {
      services: new Map([['secretsmanager', service]]),
      callerOf: () => 'administrator',
      authorize: () => ({ allowed: true }),
      onDenied: () => {},
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new SecretsManagerClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
}

function stop() {
  client.destroy();
  server.close();
  server.closeAllConnections();
}

beforeEach(async () => {
  clock = Date.parse('2026-11-23T09:00:00Z');
  dataDir = await mkdtemp(join(tmpdir(), 'local-secrets-'));
  await start();
  await client.send(
    new CreateSecretCommand({ Name: SecretId, ClientRequestToken: id(1), SecretString: 'one' }),
  );
});

afterEach(async () => {
  stop();
  await rm(dataDir, { recursive: true });
});

const put = (token: string, SecretString: string, VersionStages?: string[]) =>
  client.send(
    new PutSecretValueCommand({ SecretId, ClientRequestToken: token, SecretString, VersionStages }),
  );
const get = (by: object = {}) => client.send(new GetSecretValueCommand({ SecretId, ...by }));
const move = (from: string | undefined, to: string, stage = 'AWSCURRENT') =>
  client.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: stage,
      RemoveFromVersionId: from,
      MoveToVersionId: to,
    }),
  );
const stages = async () => (await client.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages;

describe('reading', () => {
  test('gives the current version by name, by ARN and by ARN without its suffix', async () => {
    for (const each of [SecretId, arn, arn.slice(0, -7)]) {
      expect(await get({ SecretId: each })).toMatchObject({
        ARN: arn,
        Name: SecretId,
        VersionId: id(1),
        VersionStages: ['AWSCURRENT'],
        SecretString: 'one',
        CreatedDate: new Date(clock),
      });
    }
  });

  test('gives bytes back as bytes', async () => {
    const bytes = Buffer.from([0, 255, 7]);
    await client.send(
      new CreateSecretCommand({ Name: 'bytes', ClientRequestToken: id(9), SecretBinary: bytes }),
    );
    const read = await get({ SecretId: 'bytes' });
    expect(Buffer.from(read.SecretBinary ?? [])).toEqual(bytes);
    expect(read.SecretString).toBeUndefined();
  });

  test.each([
    [{ SecretId: 'nobody' }],
    [{ VersionStage: 'AWSPREVIOUS' }],
    [{ VersionId: id(7) }],
    [{ VersionId: id(1), VersionStage: 'AWSPENDING' }],
  ])('of what is not there is refused: %j', async (by) => {
    await expect(get(by)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('of a secret without a value is refused, and its first value is the current one however it is labelled', async () => {
    await client.send(new CreateSecretCommand({ Name: 'empty' }));
    await expect(get({ SecretId: 'empty' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await client.send(
      new PutSecretValueCommand({ SecretId: 'empty', SecretString: 'x', VersionStages: ['mine'] }),
    );
    expect((await get({ SecretId: 'empty' })).VersionStages).toEqual(['mine', 'AWSCURRENT']);
  });
});

describe('creating', () => {
  test('twice with one token is the same secret, with another token it is refused', async () => {
    const create = (token: string) =>
      client.send(
        new CreateSecretCommand({ Name: SecretId, ClientRequestToken: token, SecretString: 'one' }),
      );
    expect(await create(id(1))).toMatchObject({ ARN: arn, VersionId: id(1) });
    await expect(create(id(2))).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });
});

describe('putting a value', () => {
  test('makes it the current one and the one before the previous one', async () => {
    await put(id(2), 'two');
    await put(id(3), 'three');
    expect((await get()).SecretString).toBe('three');
    expect(await stages()).toEqual({ [id(2)]: ['AWSPREVIOUS'], [id(3)]: ['AWSCURRENT'] });
  });

  test('under a label of its own leaves the current one alone', async () => {
    await put(id(2), 'two', ['candidate']);
    expect((await get()).SecretString).toBe('one');
    expect((await get({ VersionStage: 'candidate' })).SecretString).toBe('two');
  });

  test('again with the same token and value changes nothing', async () => {
    await put(id(2), 'two');
    await put(id(3), 'three');
    expect((await put(id(2), 'two')).VersionStages).toEqual(['AWSPREVIOUS']);
    expect((await get()).SecretString).toBe('three');
  });

  test('with the token of another value is refused', async () => {
    await put(id(2), 'two');
    await expect(put(id(2), 'other')).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  test('larger than 64 KB is refused', async () => {
    await put(id(2), 'x'.repeat(65_536));
    await expect(put(id(3), 'x'.repeat(65_537))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('beyond 100 versions needs an unlabelled one that is more than a day old', async () => {
    for (let version = 2; version <= 100; version++) await put(id(version), `${version}`);
    await expect(put(id(101), '101')).rejects.toMatchObject({ name: 'LimitExceededException' });
    clock += dayMs + 1;
    await put(id(101), '101');
    await expect(get({ VersionId: id(1) })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect((await get({ VersionId: id(2) })).SecretString).toBe('2');
  });
});

describe('moving a label', () => {
  test('from the version that was read succeeds once: the second mover is refused', async () => {
    await put(id(2), 'two', ['candidate-2']);
    await put(id(3), 'three', ['candidate-3']);
    await move(id(1), id(2));
    await expect(move(id(1), id(3))).rejects.toMatchObject({ name: 'InvalidParameterException' });
    expect((await get()).SecretString).toBe('two');
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('one');
  });

  test('from a version that does not carry it is refused, also where the target already does', async () => {
    await put(id(2), 'two');
    await expect(move(id(1), id(2))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('without naming the version that carries it is refused', async () => {
    await put(id(2), 'two', ['candidate']);
    await expect(move(undefined, id(2))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('to a version that does not exist is refused', async () => {
    await expect(move(id(1), id(5))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('away from every version is possible, but not for the current one', async () => {
    await put(id(2), 'two', ['candidate']);
    const remove = (VersionStage: string, RemoveFromVersionId: string) =>
      client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId }));
    await remove('candidate', id(2));
    expect(await stages()).toEqual({ [id(1)]: ['AWSCURRENT'] });
    await expect(remove('AWSCURRENT', id(1))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

test('versions without a label are listed on request alone', async () => {
  await put(id(2), 'two');
  await put(id(3), 'three');
  const list = async (IncludeDeprecated: boolean) =>
    (await client.send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated }))).Versions?.map(
      ({ VersionId }) => VersionId,
    );
  expect(await list(false)).toEqual([id(2), id(3)]);
  expect(await list(true)).toEqual([id(1), id(2), id(3)]);
});

test('secrets survive a restart in a file that only its owner can read', async () => {
  await put(id(2), 'two');
  stop();
  await start();
  expect((await get()).SecretString).toBe('two');
  const path = join(dataDir, 'secrets.json');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(path, 'utf8')).secrets).toHaveLength(1);
});

test('a call it does not have is refused with those it has', async () => {
  const { DeleteSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  await expect(client.send(new DeleteSecretCommand({ SecretId }))).rejects.toThrow(
    /it has|has CreateSecret.*does not know DeleteSecret/,
  );
});
