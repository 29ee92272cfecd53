import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommand } from '../../../../infra/ops/parse-command.ts';
import { type Kind, keyOf, kinds, type Values } from '../../../../infra/ops/people/kinds.ts';
import type { Api } from '../../../../infra/ops/people/open-api.ts';
import { runCommand } from '../../../../infra/ops/run-command.ts';
import { Outage, Refusal } from '../../../../shared/cloud-connect/errors.ts';
import { configuration } from '../../deliver-events/sample.ts';
import { deploymentOf, screen } from '../sample.ts';

/** The things the tests of people speak of, in as few words as each test needs. */
export const { people, 'collection-points': collectionPoints } = kinds;

export function refusal(apiWords: string): Refusal {
  return new Refusal(`the API refused: ${apiWords}`, { apiStatus: 200, apiWords });
}

export type ApiMade = {
  /** What it has before. */
  readonly listed?: readonly Values[];
  readonly accountIds?: readonly string[];
  readonly rowsPerRequest?: number;
  readonly requestsPerSecond?: number;
  /** The words that it refuses a row with; undefined where it takes it. */
  readonly refuses?: (values: Values) => string | undefined;
  /** From this request on it is down. */
  readonly downFrom?: number;
};

/** An API that refuses a whole request for one bad row, and keeps what it takes. */
export function apiOf({ listed = [], accountIds = ['7'], refuses, downFrom, ...limits }: ApiMade = {}) {
  const stored = [...listed];
  const requests: (readonly Values[])[] = [];
  const calls: string[] = [];
  const api: Api = {
    settings: {
      cloudConnect: { ...configuration.cloudConnect, ...limits },
      accountIds: [...accountIds],
    },
    list: async (kind: Kind, accountId: string) => {
      calls.push(`list ${kind.many} of ${accountId}`);
      return [...stored];
    },
    insert: async (_kind, rows) => {
      requests.push(rows);
      if (downFrom !== undefined && requests.length >= downFrom) throw new Outage('the API answered 503');
      const words = rows.map((row) => refuses?.(row)).find((each) => each !== undefined);
      if (words !== undefined) throw refusal(words);
      stored.push(...rows);
    },
    close: async () => void calls.push('close'),
  };
  return { api, requests, calls, keys: () => stored.map(keyOf) };
}

/** Runs a command of these words against this API. */
export async function operatePeople(
  words: readonly string[],
  { api }: Pick<ReturnType<typeof apiOf>, 'api'>,
  { seen = [], shown = screen() }: { seen?: [string, string][]; shown?: ReturnType<typeof screen> } = {},
) {
  const agents = seen.map(([agentId, seenAt]) => ({ agentId, seenAtMs: Date.parse(seenAt) }));
  const { deployment } = deploymentOf([], {
    openApi: async () => api,
    agents: { list: async () => agents },
  });
  const command = parseCommand([...words, '--environment', 'test']);
  return { done: await runCommand(command, deployment, shown.terminal), ...shown };
}

/** A folder of files that goes with the test. */
export async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'people-'));
  return {
    path,
    write: async (name: string, content: string | Uint8Array) => {
      await writeFile(join(path, name), content);
      return join(path, name);
    },
    remove: () => rm(path, { recursive: true }),
  };
}
