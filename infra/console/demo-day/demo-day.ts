import { join } from 'node:path';
import * as z from 'zod/mini';
import { recountRequest } from '../../../shared/roll-up/recount-request.ts';
import { loadEnvironment } from '../../environments/load-environment.ts';
import type { OpenDeployment } from '../../ops/open-deployment.ts';
import { readEnvironmentFile } from '../server/codes/propose-configuration.ts';
import { madeUpSecrets } from '../server/made-up-secrets.ts';
import type { Watched } from '../server/open-console-data.ts';
import { demoAgents } from './demo-agents.ts';
import { demoLetters } from './demo-letters.ts';
import { demoMetrics } from './demo-metrics.ts';
import { demoVolumeLog, demoVolumes, recounted } from './demo-volumes.ts';
import { lettersIn } from './letters-in-memory.ts';

export type DemoOptions = Partial<Pick<Watched, 'kind' | 'readOnly' | 'lookEveryMs' | 'now'>> & {
  readonly agents?: number;
  readonly hours?: number;
  /** Nothing has happened yet. */
  readonly isEmpty?: boolean;
  /** Whether deliver-events writes its rows to the log; it does where left out. */
  readonly isLogged?: boolean;
  /** The API has failed for half an hour. */
  readonly isApiDown?: boolean;
};

/** What a console looks at, and what it had sent meanwhile: to which queue or function, and what. */
export type DemoDay = Watched & { readonly sent: readonly (readonly [string, string])[] };

const minuteMs = 60_000;
const environments = join(import.meta.dirname, '../../environments');
const shownSources: ReadonlySet<string> = new Set(['zoom', 'aircall', 'twilio', 'standard', 'genesys']);
/** How long aircall has told nothing, be it of webhooks or of its agents. */
const silentForMs = 171 * minuteMs;
const traffic = {
  zoom: { perMinute: 6 },
  aircall: { perMinute: 4, silentForMs },
  twilio: { perMinute: 2 },
  standard: { perMinute: 1 },
} as const;

/**
 * A made-up day of a center whose vendors are four, of which one fell silent, up to now: what AWS would answer about it.
 * What the console makes of that is what it makes of any deployment. The same at the same time, so that pictures and tests agree.
 */
export function demoDay(options: DemoOptions = {}): DemoDay {
  const { agents = 24, hours = 12, now = Date.now, isEmpty = false, isApiDown = false } = options;
  const nowMs = now();
  const configuration = configurationOf(options);
  const rows = isEmpty
    ? []
    : demoAgents({ count: agents, hours, nowMs, silentForMs: { aircall: silentForMs } });
  const quarters = isEmpty ? [] : demoVolumes(nowMs);
  const messages = [
    { event: 'agent-rows', states: rows },
    { event: 'volume-rows', rows: demoVolumeLog(quarters) },
  ];
  const letters = isEmpty ? [] : [...demoLetters(nowMs)];
  const sent: (readonly [string, string])[] = [];
  const readMetrics = demoMetrics(
    { sources: traffic, ...(isApiDown && { apiFailsForMs: 30 * minuteMs }) },
    nowMs,
  );
  return {
    kind: options.kind ?? 'local',
    readOnly: options.readOnly,
    configuration,
    deployment: {
      environment: configuration.environment,
      readMetrics: isEmpty ? async (queries) => queries.map(() => []) : readMetrics,
      readQueues: async () => queuesOf(isEmpty ? 0 : isApiDown ? 412 : 9, isApiDown ? 1790 : 14),
      letters: lettersIn(letters),
      secrets: tokenIssued(nowMs - 19 * minuteMs),
      send: async (queue, body) => void sent.push([queue, body]),
      invoke: async (name, payload) => {
        sent.push([name, payload]);
        const wish = recountRequest.safeParse(JSON.parse(payload));
        return wish.success
          ? recounted(quarters, wish.data.recount)
          : { outcome: 'taken', accepted: 1, ignored: 0 };
      },
    },
    searchLogs: async ([text]) => ({
      records: messages.filter(({ event }) => event === text).map((message) => ({ message })),
      isCut: false,
    }),
    environmentFile: () => readEnvironmentFile('local', environments),
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
    sent,
  };
}

function configurationOf({ kind, isLogged = true }: DemoOptions): Watched['configuration'] {
  const local = loadEnvironment('local');
  const sources = Object.entries(local.sources).filter(([name]) => shownSources.has(name));
  return {
    ...local,
    environment: kind === 'deployed' ? 'production' : 'local',
    sources: Object.fromEntries(sources),
    logs: { rows: isLogged },
  };
}

function queuesOf(inFlight: number, oldestSeconds: number) {
  const empty = { waiting: 0, inFlight: 0, delayed: 0, oldestSeconds: 0 };
  return [
    { name: 'EventsQueue', url: 'events', ...empty, ...(inFlight > 0 && { inFlight, oldestSeconds }) },
    { name: 'ContactsQueue', url: 'contacts', ...empty },
  ];
}

/** Lives an hour from then. */
function tokenIssued(issuedMs: number): OpenDeployment['secrets'] {
  const token = {
    ...{ accessToken: 'never shown', refreshToken: 'nor this', issuedBy: 'refresh' },
    issuedAt: new Date(issuedMs).toISOString(),
    expiresAt: new Date(issuedMs + 60 * minuteMs).toISOString(),
  };
  return {
    ids: { credentials: 'credentials', token: 'token', sourcePrefix: 'source/' },
    store: {
      read: async (_id, { schema }) => ({ value: z.parse(schema, token), versionId: '1' }),
      replace: async () => 'lost',
    },
  };
}
