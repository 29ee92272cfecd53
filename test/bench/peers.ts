import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alternate } from './alternate.ts';
import { pairedRatio, quantileOf, spreadOf, spreadText } from './figures.ts';
import { inProcess } from './in-process.ts';
import type { Generated } from './peers/generator.ts';
import { serveNodeRed } from './peers/node-red.ts';
import { type Served, serve } from './peers/serve.ts';
import { type CountingSink, startSink } from './peers/sink.ts';
import type { BenchOptions, Report } from './report.ts';

const script = join(import.meta.dirname, 'peers/generator.ts');
const connections = 50;
const names = ['ours', 'plain server', 'Node-RED, its nodes', 'Node-RED, one function'] as const;
type Name = (typeof names)[number];
type Run = Generated & { readonly name: Name };

export type PeersOptions = BenchOptions & { readonly seconds?: number };

/**
 * Accepted webhooks a second at 50 connections, each one delivered within seconds: the local run's gateway with the real
 * handlers in its process, against the same job in Node-RED and in a plain server. Ours checks signatures always.
 */
export async function benchPeers({ rounds = 20, seconds = 2 }: PeersOptions = {}): Promise<Report> {
  const signed = await measure(true, { rounds, seconds });
  const unsigned = await measure(false, { rounds, seconds });
  const ratioTo = (measured: Measured, name: Name) =>
    pairedRatio(measured.speeds.ours, measured.speeds[name]);
  return {
    bench: 'peers',
    about: `${connections} connections, ${rounds} rounds of ${seconds} s; every accepted webhook is delivered`,
    head: ['', 'signatures', 'webhooks/s', 'ours of it', 'p50 ms', 'p99 ms'],
    rows: [signed, unsigned].flatMap((measured) =>
      names.map((name) => [
        name,
        measured.isSigned || name === 'ours' ? 'checked' : 'not checked',
        spreadText(spreadOf(measured.speeds[name]), 0),
        spreadText(ratioTo(measured, name)),
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
    figures: [signed, unsigned].map(({ isSigned, speeds, latencies }) => ({
      isSigned,
      servers: names.map((name) => ({ name, perSecond: spreadOf(speeds[name]), ...latencies[name] })),
    })),
  };
}

type Measured = {
  readonly isSigned: boolean;
  readonly speeds: Readonly<Record<Name, readonly number[]>>;
  readonly latencies: Readonly<Record<Name, { readonly p50Ms: number; readonly p99Ms: number }>>;
};

async function measure(isSigned: boolean, { rounds, seconds }: Required<PeersOptions>): Promise<Measured> {
  const sink = await startSink();
  const at = (path: string) => ({ sinkUrl: `${sink.url}/${path}`, isSigned });
  const servers: Readonly<Record<Name, Served>> = {
    ours: await serve('our-server.ts', at('ours')),
    'plain server': await serve('plain-server.ts', at('plain')),
    'Node-RED, its nodes': await serveNodeRed('nodes', at('nodes')),
    'Node-RED, one function': await serveNodeRed('function', at('function')),
  };
  const runs: Run[] = [];
  let firstIndex = 0;
  const run = (name: Name) => async () => {
    firstIndex += 1_000_000;
    const input = { url: servers[name].url, seconds, connections, firstIndex };
    const generated = await inProcess<Generated>(script, input);
    runs.push({ name, ...generated });
    return generated.perSecond;
  };
  const sides = Object.fromEntries(names.map((name) => [name, run(name)]));
  try {
    const speeds = (await alternate(sides, { rounds, warmUps: 1 })) as Measured['speeds'];
    await expectDelivered(sink, runs);
    return { isSigned, speeds, latencies: latenciesOf(runs) };
  } finally {
    for (const { close } of Object.values(servers)) await close();
    await sink.close();
  }
}

const paths: Readonly<Record<Name, string>> = {
  ours: 'ours',
  'plain server': 'plain',
  'Node-RED, its nodes': 'nodes',
  'Node-RED, one function': 'function',
};

/** Throws where a server has not delivered every webhook that it accepted, some seconds after the last. */
async function expectDelivered(sink: CountingSink, runs: readonly Run[]): Promise<void> {
  await sleep(4000);
  const rows = await sink.rows();
  for (const name of names) {
    const accepted = runs.filter((run) => run.name === name).reduce((sum, run) => sum + run.accepted, 0);
    const delivered = rows[paths[name]] ?? 0;
    if (delivered !== accepted)
      throw new Error(`${name} accepted ${accepted} webhooks and delivered ${delivered}`);
  }
}

function latenciesOf(runs: readonly Run[]): Measured['latencies'] {
  const median = (name: Name, of: 'p50Ms' | 'p99Ms') =>
    quantileOf(
      runs.filter((run) => run.name === name).map((run) => run[of]),
      0.5,
    );
  return Object.fromEntries(
    names.map((name) => [name, { p50Ms: median(name, 'p50Ms'), p99Ms: median(name, 'p99Ms') }]),
  ) as Measured['latencies'];
}
