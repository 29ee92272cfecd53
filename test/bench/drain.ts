import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConsumerName } from './drain/consumers.ts';
import type { DrainInput, DrainMemory, DrainTimes, Load, TimedWindow } from './drain/measure.ts';
import { type Packing, windowOf } from './drain/window.ts';
import { pairedRatio, spreadOf, spreadText } from './figures.ts';
import { inProcess } from './in-process.ts';
import type { BenchOptions, Goal, Report } from './report.ts';

const script = join(import.meta.dirname, 'drain/measure.ts');
const words: Readonly<Record<ConsumerName, string>> = {
  parse: 'reading: JSON.parse of the bodies',
  open: 'reading: ours',
  naiveReading: 'reading: zod a record',
  plainWhole: 'whole delivery: without any rule, the floor',
  whole: 'whole delivery: ours',
  wholeTold: 'whole delivery: ours, each row in the log',
  wholeForgetting: 'whole delivery: ours, each window in an environment of its own',
  naiveWhole: 'whole delivery: as most would write it',
  naiveUnmeasured: 'whole delivery: the same, without a metric of each row’s freshness',
};
const names = Object.keys(words) as ConsumerName[];
/** What each is held against: reading with reading, a whole delivery with a whole delivery. */
const naiveOf: Readonly<Record<ConsumerName, ConsumerName>> = {
  parse: 'naiveReading',
  open: 'naiveReading',
  naiveReading: 'naiveReading',
  plainWhole: 'naiveWhole',
  whole: 'naiveWhole',
  wholeTold: 'naiveWhole',
  wholeForgetting: 'naiveWhole',
  naiveWhole: 'naiveWhole',
  naiveUnmeasured: 'naiveWhole',
};
/** In one window there is nothing of a window before to forget. */
const namesOfOne = names.filter((name) => name !== 'wholeForgetting');
/** Whose growth with ten times as much is told: with ten windows also that of ours without what it remembers. */
const growing: readonly ConsumerName[] = ['plainWhole', 'whole', 'naiveWhole'];
const growingByWindows: readonly ConsumerName[] = [...growing, 'wholeForgetting'];
const processesForMemory = 3;
const minuteMs = 60_000;

type Shape = {
  readonly label: string;
  readonly packing: Packing;
  readonly events: number;
  readonly windows: number;
};
type Memory = Partial<Record<ConsumerName, MemoryMb>>;
type Measured = Shape & DrainTimes & { readonly memory: Memory };
/** Of ten times as much over one window, round by round. */
type Growth = Measured & { readonly ratios: Readonly<Partial<Record<ConsumerName, number>>> };
/** Over a process that only has the windows. */
type MemoryMb = { readonly peak: number; readonly kept: number };

export type DrainOptions = BenchOptions & {
  readonly events?: number;
  /** Whose memory is measured, in a process each. */
  readonly peaksOf?: readonly ConsumerName[];
};

/** Ten thousand state changes in one window, packed and one a message, and ten times as many: time and memory of each way to drain them. */
export async function benchDrain({
  rounds = 20,
  events = 10_000,
  peaksOf = namesOfOne,
}: DrainOptions = {}): Promise<Report> {
  const shapes: Record<'packed' | 'single' | 'windows' | 'large', Shape> = {
    packed: { label: 'packed', packing: 'packed', events, windows: 1 },
    single: { label: 'single', packing: 'single', events, windows: 1 },
    // What an environment sees in five minutes of ten windows.
    windows: { label: 'packed, 10 windows', packing: 'packed', events, windows: 10 },
    // More than Lambda hands over at once, which is 6 MB.
    large: { label: 'packed, 10 times in one', packing: 'packed', events: 10 * events, windows: 1 },
  };
  const directory = await mkdtemp(join(tmpdir(), 'drain-'));
  try {
    const loads = {
      packed: await loadOf(shapes.packed, directory),
      single: await loadOf(shapes.single, directory),
      windows: await loadOf(shapes.windows, directory),
      large: await loadOf(shapes.large, directory),
    };
    const packed = await measure(shapes.packed, loads.packed, { rounds, peaksOf });
    const single = await measure(shapes.single, loads.single, { rounds, peaksOf });
    const peaksOfMuch = peaksOf.filter((name) => name.endsWith('hole'));
    const windows = await measureGrowth(shapes.windows, loads, { rounds, peaksOf: peaksOfMuch });
    const large = await measureGrowth(shapes.large, loads, { rounds, peaksOf: peaksOfMuch });
    const moreMb = (what: keyof MemoryMb) =>
      (windows.memory.whole?.[what] ?? Number.NaN) - (packed.memory.whole?.[what] ?? Number.NaN);
    return {
      bench: 'drain',
      about: `${events} events of some 190 bytes in one window, ${rounds} rounds, milliseconds of CPU; peak memory over a process that only has the window, median of ${Math.min(rounds, processesForMemory)}`,
      head: [
        '',
        'packing',
        'ms',
        'over JSON.parse',
        'over naive',
        'over one window',
        'peak MB over',
        'MB kept',
      ],
      rows: [
        ...[packed, single].flatMap((each) => namesOfOne.map((name) => rowOf(each, name))),
        ...growingByWindows.map((name) => growthRowOf(windows, name)),
        ...growing.map((name) => growthRowOf(large, name)),
      ],
      goals: [
        atMost('reading a window over JSON.parse, packed', over(packed, 'open', 'parse'), 1.25),
        atMost('reading a window over JSON.parse, single', over(single, 'open', 'parse'), 1.7),
        atMost('reading over reading with zod a record, packed', over(packed, 'open', 'naiveReading'), 0.3),
        atMost('reading over reading with zod a record, single', over(single, 'open', 'naiveReading'), 0.3),
        atMost('whole delivery over a naive whole, packed', over(packed, 'whole', 'naiveWhole'), 0.3),
        atMost('whole delivery over a naive whole, single', over(single, 'whole', 'naiveWhole'), 0.3),
        atMost('MB over the base, whole delivery', packed.memory.whole?.peak ?? Number.NaN, 16),
        atMost('ten windows over one, in times', windows.ratios.whole ?? Number.NaN, 10.5),
        atMost('ten times the events in one window, in times', large.ratios.whole ?? Number.NaN, 10.5),
        atMost('ten windows over one, in MB more at the peak', moreMb('peak'), 16),
        atMost('ten windows over one, in MB more kept', moreMb('kept'), 16),
      ],
      figures: {
        consumers: [packed, single].map(figuresOf),
        growth: [windows, large].map(({ label, ratios, memory }) => ({ packing: label, ratios, memory })),
      },
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function loadOf({ label, packing, events, windows }: Shape, directory: string): Promise<Load> {
  const startMs = Date.now();
  const made: readonly TimedWindow[] = Array.from({ length: windows }, (_, index) => {
    const nowMs = startMs + index * minuteMs;
    return { nowMs, window: windowOf({ events, packing, nowMs }) };
  });
  const file = join(directory, `${label}.json`);
  await writeFile(file, JSON.stringify(made));
  return { file, events };
}

type Thoroughness = Required<Pick<DrainOptions, 'rounds' | 'peaksOf'>>;

async function measure(shape: Shape, load: Load, thoroughness: Thoroughness): Promise<Measured> {
  const sides = Object.fromEntries(namesOfOne.map((name) => [name, [name, load] as const]));
  const times = await timesOf(sides, thoroughness.rounds);
  return { ...shape, times, memory: await memoriesOf(load, thoroughness) };
}

/** Those that grow, with ten times as much and with one window in turn. */
async function measureGrowth(
  shape: Shape,
  loads: Readonly<Record<'packed' | 'windows' | 'large', Load>>,
  thoroughness: Thoroughness,
): Promise<Growth> {
  const [load, names] = shape.windows > 1 ? [loads.windows, growingByWindows] : [loads.large, growing];
  const sides = names.flatMap((name) => [
    [name, [name, load] as const],
    [`${name}, one`, [name, loads.packed] as const],
  ]);
  const times = await timesOf(Object.fromEntries(sides), thoroughness.rounds);
  const ratios = Object.fromEntries(names.map((name) => [name, ratioOf(times[name], times[`${name}, one`])]));
  return { ...shape, times, ratios, memory: await memoriesOf(load, thoroughness) };
}

async function memoriesOf(load: Load, { rounds, peaksOf }: Thoroughness): Promise<Memory> {
  const processes = Math.min(rounds, processesForMemory);
  const base = await memoryOf('none', load, processes);
  const memory: Memory = {};
  for (const name of peaksOf) {
    const { peakKb, keptKb } = await memoryOf(name, load, processes);
    memory[name] = { peak: (peakKb - base.peakKb) / 1024, kept: (keptKb - base.keptKb) / 1024 };
  }
  return memory;
}

async function timesOf(
  times: Readonly<Record<string, readonly [ConsumerName, Load]>>,
  rounds: number,
): Promise<DrainTimes['times']> {
  const input: DrainInput = { times, rounds };
  return (await inProcess<DrainTimes>(script, input)).times;
}

/** The medians of so many processes: when V8 collects is not the same in each. */
async function memoryOf(name: ConsumerName | 'none', load: Load, processes: number): Promise<DrainMemory> {
  const input: DrainInput = { memoryOf: name, load };
  const taken: DrainMemory[] = [];
  while (taken.length < processes)
    taken.push(await inProcess<DrainMemory>(script, input, { flags: ['--expose-gc'] }));
  const medianOf = (what: keyof DrainMemory) => spreadOf(taken.map((each) => each[what])).median;
  return { peakKb: medianOf('peakKb'), keptKb: medianOf('keptKb') };
}

function rowOf(measured: Measured, name: ConsumerName): readonly string[] {
  return [
    ...namedTime(measured, name),
    over(measured, name, 'parse').toFixed(2),
    over(measured, name, naiveOf[name]).toFixed(2),
    '',
    ...memoryCells(measured, name),
  ];
}

function growthRowOf(growth: Growth, name: ConsumerName): readonly string[] {
  return [
    ...namedTime(growth, name),
    '',
    over(growth, name, 'naiveWhole').toFixed(2),
    growth.ratios[name]?.toFixed(1) ?? '',
    ...memoryCells(growth, name),
  ];
}

function namedTime({ label, times }: Measured, name: ConsumerName): readonly string[] {
  return [words[name], label, spreadText(spreadOf(times[name] ?? []), 1)];
}

function memoryCells({ memory }: Measured, name: ConsumerName): readonly string[] {
  return [memory[name]?.peak.toFixed(0) ?? '', memory[name]?.kept.toFixed(1) ?? ''];
}

function figuresOf(measured: Measured) {
  const { label, times, memory } = measured;
  return {
    packing: label,
    consumers: namesOfOne.map((name) => ({
      name,
      milliseconds: spreadOf(times[name] ?? []),
      overParse: pairedRatio(times[name] ?? [], times['parse'] ?? []),
      overNaive: pairedRatio(times[name] ?? [], times[naiveOf[name]] ?? []),
      megabytes: memory[name],
    })),
  };
}

function over({ times }: Measured, one: ConsumerName, other: ConsumerName): number {
  return ratioOf(times[one], times[other]);
}

function ratioOf(ones: readonly number[] = [], others: readonly number[] = []): number {
  return pairedRatio(ones, others).median;
}

function atMost(what: string, measured: number, goal: number): Goal {
  return { what, measured, bound: '≤', goal };
}
