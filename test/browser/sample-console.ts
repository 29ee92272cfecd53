import { join } from 'node:path';
import * as z from 'zod/mini';
import { readEnvironmentFile } from '../../infra/console/server/codes/propose-configuration.ts';
import { madeUpSecrets } from '../../infra/console/server/made-up-secrets.ts';
import { openConsoleData, type Watched } from '../../infra/console/server/open-console-data.ts';
import { type Console, startConsole } from '../../infra/console/server/start-console.ts';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { recountRequest } from '../../shared/roll-up/recount-request.ts';
import { deploymentOf } from '../unit/ops/sample.ts';
import { sampleAgents } from './sample-agents.ts';
import { sampleLetters } from './sample-letters.ts';
import { sampleMetrics } from './sample-metrics.ts';
import { recounted, sampleVolumeLog, sampleVolumes } from './sample-volumes.ts';

export type SampleConsole = Console & { readonly sent: readonly [string, string][] };

type Options = Partial<Pick<Watched, 'kind' | 'readOnly' | 'lookEveryMs'>> & {
  readonly agents?: number;
  readonly hours?: number;
  readonly nowMs?: number;
  /** Nothing has happened yet. */
  readonly isEmpty?: boolean;
};

const sources = ['zoom', 'aircall', 'twilio', 'standard', 'genesys'];

/** A console on a day of three vendors of which one fell silent: everything but AWS is the shipped code. */
export async function startSampleConsole(options: Options = {}): Promise<SampleConsole> {
  const { agents = 24, hours = 12, nowMs = Date.now(), isEmpty = false } = options;
  const now = () => nowMs + (Date.now() - startedAt);
  const startedAt = Date.now();
  const loaded = loadEnvironment('local');
  const configuration = {
    ...loaded,
    environment: options.kind === 'deployed' ? 'production' : 'local',
    sources: Object.fromEntries(Object.entries(loaded.sources).filter(([name]) => sources.includes(name))),
    logs: { rows: true },
  };
  const rows = isEmpty ? [] : sampleAgents(agents, hours, nowMs);
  const quarters = isEmpty ? [] : sampleVolumes(nowMs);
  const token = {
    ...{ accessToken: 'never shown', refreshToken: 'nor this', issuedBy: 'refresh' },
    issuedAt: new Date(nowMs - 19 * 60_000).toISOString(),
    expiresAt: new Date(nowMs + 41 * 60_000).toISOString(),
  };
  const { deployment, sent } = deploymentOf(isEmpty ? [] : sampleLetters(nowMs), {
    environment: configuration.environment,
    readMetrics: isEmpty
      ? async (queries) => queries.map(() => [])
      : sampleMetrics(
          {
            zoom: { perMinute: 6 },
            aircall: { perMinute: 4, silentForMs: 171 * 60_000 },
            twilio: { perMinute: 2 },
            standard: { perMinute: 1 },
          },
          nowMs,
        ),
    readQueues: async () => [
      {
        name: 'EventsQueue',
        url: 'events',
        waiting: 0,
        inFlight: isEmpty ? 0 : 9,
        delayed: 0,
        oldestSeconds: isEmpty ? 0 : 14,
      },
      { name: 'ContactsQueue', url: 'contacts', waiting: 0, inFlight: 0, delayed: 0, oldestSeconds: 0 },
    ],
    invoke: async (name, payload) => {
      sent.push([name, payload]);
      const wish = recountRequest.safeParse(JSON.parse(payload));
      return wish.success
        ? recounted(quarters, wish.data.recount)
        : { outcome: 'taken', accepted: 1, ignored: 0 };
    },
    secrets: {
      ids: { credentials: 'credentials', token: 'token', sourcePrefix: 'source/' },
      store: {
        read: async (_id, { schema }) => ({ value: z.parse(schema, token), versionId: '1' }),
        replace: async () => 'lost',
      },
    },
  });
  const messages = [
    { event: 'agent-rows', states: rows },
    { event: 'volume-rows', rows: sampleVolumeLog(quarters) },
  ];
  const data = openConsoleData({
    kind: options.kind ?? 'local',
    readOnly: options.readOnly,
    deployment,
    configuration,
    searchLogs: async ([text]) => ({
      records: messages.filter(({ event }) => event === text).map((message) => ({ message })),
      isCut: false,
    }),
    environmentFile: () =>
      readEnvironmentFile('local', join(import.meta.dirname, '../../infra/environments')),
    secrets: madeUpSecrets(configuration),
    windowClosesAt: () => new Date(now() + 30_000 - ((now() - nowMs) % 30_000)).toISOString(),
    command: (words) => `npm run ops -- ${words}`,
    lookEveryMs: options.lookEveryMs ?? 1000,
    sendPayload: async () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"accepted":1,"ignored":0}',
    }),
    now,
  });
  const served = await startConsole({
    port: 0,
    data,
    onFailure: (error) => console.error(error),
    rhythm: { lookMs: 500, aliveMs: 5000 },
  });
  return { ...served, sent };
}
