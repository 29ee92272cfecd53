import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { alternate } from './alternate.ts';
import { type Built, builtAlternative, builtAsDeployed, builtNaive } from './cold-start/built.ts';
import { expectWorked, type Invocation, invocations, stubSecrets } from './cold-start/invocations.ts';
import { pairedRatio, spreadOf, spreadText } from './figures.ts';
import { inProcess } from './in-process.ts';
import type { BenchOptions, Report } from './report.ts';
import { type AwsStub, startAwsStub } from './stubs/aws-stub.ts';
import { stubbedVariables } from './stubs/function-variables.ts';

const script = join(import.meta.dirname, 'cold-start/first-invocation.cjs');

type First = {
  readonly loadMs: number;
  readonly firstMs: number;
  readonly cpuMs: number;
  readonly answer: unknown;
};
type Side = Pick<Invocation, 'name' | 'event' | 'calls' | 'variables'> & { readonly built: Built };

/** Beside each function: what receive-webhook is held against. */
const alternatives = ['bare', 'naive', 'floor'] as const;
const everySource = 'receive-webhook, every source';

export type ColdStartOptions = BenchOptions & {
  /** Every function; else receive-webhook alone, with what it is held against. */
  readonly isWhole?: boolean;
};

/**
 * The load of each function's bundle and its first invocation in a fresh process, with local stubs for AWS and the API;
 * receive-webhook against a handler without packages, a first version as most would write it, and itself with its two
 * requests signed by hand. All of these fetch the source's secret once and enqueue once.
 */
export async function benchColdStart({
  rounds = 25,
  isWhole = true,
}: ColdStartOptions = {}): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const stub = await startAwsStub(stubSecrets);
  try {
    const sides = sidesIn(folder, stub.url, isWhole);
    const cpu: Record<string, number[]> = {};
    const measured = Object.fromEntries(
      Object.entries(sides).map(([name, side]) => [name, () => coldStart(side, stub, cpuOf(cpu, name))]),
    );
    // The first of each finds its files cold.
    const times = await alternate(measured, { rounds, warmUps: 1 });
    for (const each of Object.values(cpu)) each.shift();
    return reportOf({ sides, times, cpu, rounds });
  } finally {
    await stub.close();
    rmSync(folder, { recursive: true });
  }
}

function sidesIn(folder: string, stubUrl: string, isWhole: boolean): Readonly<Record<string, Side>> {
  const functions = invocations(stubUrl);
  const [receiving] = functions;
  if (!receiving) throw new RangeError('there is no function to measure');
  const { configuration } = receiving;
  const sides: Record<string, Side> = {};
  for (const { configuration: own, ...each } of isWhole ? functions : [receiving]) {
    const entryPoint = `functions/${each.name}.ts`;
    const directory = join(folder, each.name);
    sides[each.name] = { ...each, built: builtAsDeployed({ entryPoint, configuration: own, directory }) };
  }
  if (isWhole)
    sides[everySource] = {
      ...receiving,
      built: builtAsDeployed({
        entryPoint: 'functions/receive-webhook.ts',
        configuration: loadEnvironment('local'),
        directory: join(folder, 'every-source'),
      }),
    };
  for (const name of alternatives) {
    const directory = join(folder, name);
    const built = name === 'naive' ? builtNaive(directory) : builtAlternative(name, configuration, directory);
    sides[name] = { ...receiving, built };
  }
  return sides;
}

function cpuOf(cpu: Record<string, number[]>, name: string): number[] {
  cpu[name] ??= [];
  return cpu[name];
}

async function coldStart({ built, ...invocation }: Side, stub: AwsStub, cpu: number[]): Promise<number> {
  const environment = {
    ...stubbedVariables(invocation.name, built.directory, stub.url),
    ...invocation.variables,
  };
  const first = await inProcess<First>(script, { event: invocation.event }, { environment });
  expectWorked(invocation, first.answer, stub.take());
  cpu.push(first.cpuMs);
  return first.loadMs + first.firstMs;
}

type Measured = {
  readonly sides: Readonly<Record<string, Side>>;
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly cpu: Readonly<Record<string, readonly number[]>>;
  readonly rounds: number;
};

function reportOf({ sides, times, cpu, rounds }: Measured): Report {
  const timesOf = (name: string) => times[name] ?? [];
  const cpuOf = (name: string) => cpu[name] ?? [];
  const ratio = (name: string, base: string) => pairedRatio(timesOf(name), timesOf(base));
  const figures = Object.entries(sides).map(([name, { built }]) => ({
    name,
    milliseconds: spreadOf(timesOf(name)),
    cpuMilliseconds: spreadOf(cpuOf(name)),
    overBare: ratio(name, 'bare'),
    overNaive: ratio(name, 'naive'),
    overFloor: ratio(name, 'floor'),
    cpuOverNaive: pairedRatio(cpuOf(name), cpuOf('naive')),
    cpuOverFloor: pairedRatio(cpuOf(name), cpuOf('floor')),
    bytes: built.bytes,
    packages: built.packages,
  }));
  return {
    bench: 'cold-start',
    about: `load and first invocation in a fresh process, ${rounds} rounds; a deployment of one source unless said otherwise`,
    head: ['', 'ms', 'CPU ms', 'over bare', 'over naive', 'over the floor', 'KB', 'the largest parts, KB'],
    rows: figures.map((each) => [
      each.name,
      spreadText(each.milliseconds, 0),
      each.cpuMilliseconds.median.toFixed(0),
      each.overBare.median.toFixed(1),
      each.overNaive.median.toFixed(2),
      each.overFloor.median.toFixed(2),
      (each.bytes / 1024).toFixed(0),
      Object.entries(each.packages)
        .slice(0, 5)
        .map(([name, bytes]) => `${name} ${Math.round(bytes / 1024)}`)
        .join(', '),
    ]),
    goals: [
      {
        what: 'receive-webhook over naive',
        measured: ratio('receive-webhook', 'naive').median,
        bound: '≤',
        goal: 0.6,
      },
      {
        what: 'receive-webhook over the floor',
        measured: ratio('receive-webhook', 'floor').median,
        bound: '≤',
        goal: 2.3,
      },
    ],
    figures,
  };
}
