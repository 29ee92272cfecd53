import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alternate } from './alternate.ts';
import { pairedRatio, spreadOf, spreadText } from './figures.ts';
import { inProcess } from './in-process.ts';
import type { Generated } from './peers/generator.ts';
import { serveNodeRed } from './peers/node-red.ts';
import { type Served, serve, serverCore } from './peers/serve.ts';
import { type CountingSink, startSink } from './peers/sink.ts';
import type { BenchOptions, Report } from './report.ts';

const script = join(import.meta.dirname, 'peers/generator.ts');
const connections = 50;
/** Each server delivers once a second: what is left of its run must not take of the core while the next one runs. */
const untilDeliveredMs = 1200;
/** Another than the servers'. */
const senderCore = serverCore + 1;
/** Each server and where it delivers to; our gateway alone, the floor of what is ours, delivers nothing. */
const paths = {
  ours: 'ours',
  'our gateway alone': undefined,
  'plain server': 'plain',
  'Node-RED, its nodes': 'nodes',
  'Node-RED, one function': 'function',
} as const;
type Name = keyof typeof paths;
const names = Object.keys(paths) as readonly Name[];
type Run = Generated & {
  readonly name: Name;
  /** Of the server when the run began: what it takes until its next run includes the delivery. */
  readonly cpuMs: number;
};

export type PeersOptions = BenchOptions & {
  /** So many a round go to each server: by the clock a slow one would stay colder, too. */
  readonly webhooks?: number;
};

/**
 * Accepted webhooks a second at 50 connections, each one delivered within seconds: the local run's gateway with the real
 * handlers in its process, against the same job in Node-RED and in a plain server. Ours checks signatures always. The CPU
 * time of a webhook, its delivery included, tells them apart where the machine has other work too.
 */
export async function benchPeers({ rounds = 20, webhooks = 20_000 }: PeersOptions = {}): Promise<Report> {
  const signed = await measure(true, { rounds, webhooks });
  const unsigned = await measure(false, { rounds, webhooks });
  const ratioTo = (measured: Measured, name: Name) =>
    pairedRatio(measured.speeds.ours, measured.speeds[name]);
  return {
    bench: 'peers',
    about:
      `${connections} connections, ${rounds} rounds of ${webhooks} webhooks; every accepted webhook is delivered. The queue is in ` +
      'memory and the SDK of AWS left out on every side. Ours has no source that checks nothing, so that without signatures ' +
      'the others check none and ours checks them still',
    head: ['', 'signatures', 'webhooks/s', 'ours of it', 'CPU µs', 'p50 ms', 'p99 ms'],
    rows: [signed, unsigned].flatMap((measured) =>
      names.map((name) => [
        name,
        name !== 'our gateway alone' && (measured.isSigned || name === 'ours') ? 'checked' : 'not checked',
        spreadText(spreadOf(measured.speeds[name]), 0),
        spreadText(ratioTo(measured, name)),
        measured.cpuMicroseconds[name].toFixed(0),
        measured.latencies[name].p50Ms.toFixed(1),
        measured.latencies[name].p99Ms.toFixed(1),
      ]),
    ),
    goals: [signed, unsigned].flatMap((measured) => {
      const how = measured.isSigned ? 'all check signatures' : 'only ours checks signatures';
      const goal = (name: Name, least: number) =>
        ({
          what: `ours of ${name}, ${how}`,
          measured: ratioTo(measured, name).median,
          bound: '≥',
          goal: least,
        }) as const;
      return [goal('Node-RED, its nodes', 4), goal('Node-RED, one function', 1.7), goal('plain server', 0.7)];
    }),
    figures: [signed, unsigned].map(({ isSigned, speeds, latencies, cpuMicroseconds }) => ({
      isSigned,
      servers: names.map((name) => ({
        name,
        perSecond: spreadOf(speeds[name]),
        cpuMicroseconds: cpuMicroseconds[name],
        ...latencies[name],
      })),
    })),
  };
}

type Measured = {
  readonly isSigned: boolean;
  readonly speeds: Readonly<Record<Name, readonly number[]>>;
  readonly latencies: Readonly<Record<Name, { readonly p50Ms: number; readonly p99Ms: number }>>;
  /** Of a webhook and its delivery, the median of the rounds. */
  readonly cpuMicroseconds: Readonly<Record<Name, number>>;
};

async function measure(isSigned: boolean, { rounds, webhooks }: Required<PeersOptions>): Promise<Measured> {
  const sink = await startSink();
  const at = (path: string) => ({ sinkUrl: `${sink.url}/${path}`, isSigned });
  const servers: Readonly<Record<Name, Served>> = {
    ours: await serve('our-server.ts', at('ours')),
    'our gateway alone': await serve('front-server.ts', {}),
    'plain server': await serve('plain-server.ts', at('plain')),
    'Node-RED, its nodes': await serveNodeRed('nodes', at('nodes')),
    'Node-RED, one function': await serveNodeRed('function', at('function')),
  };
  const runs: Run[] = [];
  const runsOf = (name: Name) => runs.filter((run) => run.name === name);
  let firstIndex = 0;
  const run = (name: Name) => async () => {
    firstIndex += webhooks;
    const input = { url: servers[name].url, webhooks, connections, firstIndex };
    const cpuMs = servers[name].cpuMs();
    const generated = await inProcess<Generated>(script, input, { core: senderCore });
    runs.push({ name, cpuMs, ...generated });
    await sleep(untilDeliveredMs);
    return generated.perSecond;
  };
  const sides = Object.fromEntries(names.map((name) => [name, run(name)]));
  try {
    const speeds = (await alternate(sides, { rounds, warmUps: 1 })) as Measured['speeds'];
    await expectDelivered(sink, runs);
    return {
      isSigned,
      speeds,
      latencies: byName((name) => latencyOf(runsOf(name))),
      cpuMicroseconds: byName((name) => cpuOf(runsOf(name), servers[name].cpuMs())),
    };
  } finally {
    for (const { close } of Object.values(servers)) await close();
    await sink.close();
  }
}

/** Throws where a server has not delivered every webhook that it accepted, some seconds after the last. */
async function expectDelivered(sink: CountingSink, runs: readonly Run[]): Promise<void> {
  await sleep(4000);
  const rows = await sink.rows();
  for (const [name, path] of Object.entries(paths)) {
    if (path === undefined) continue;
    const accepted = runs.filter((run) => run.name === name).reduce((sum, run) => sum + run.accepted, 0);
    const delivered = rows[path] ?? 0;
    if (delivered !== accepted)
      throw new Error(`${name} accepted ${accepted} webhooks and delivered ${delivered}`);
  }
}

function latencyOf(runs: readonly Run[]) {
  const median = (of: 'p50Ms' | 'p99Ms') => spreadOf(runs.map((run) => run[of])).median;
  return { p50Ms: median('p50Ms'), p99Ms: median('p99Ms') };
}

/** What each run took, until the next began or at last until now; the first warms the code up. */
function cpuOf(runs: readonly Run[], nowMs: number): number {
  const took = runs.map(({ cpuMs, accepted }, run) => ((runs[run + 1]?.cpuMs ?? nowMs) - cpuMs) / accepted);
  return spreadOf(took.slice(1)).median * 1000;
}

function byName<Value>(of: (name: Name) => Value): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}
