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
/** The whole deliveries and what they are held against: of ten times as much, each takes up to a second a round. */
const namesOfMuch = names.filter((name) => !['open', 'wholeTold'].includes(name));
const namesOfOne = names.filter((name) => name !== 'wholeForgetting');
const processesForMemory = 3;
const minuteMs = 60_000;

type Shape = {
  readonly label: string;
  readonly packing: Packing;
  readonly events: number;
  readonly windows: number;
};
type Measured = Shape &
  DrainTimes & {
    readonly names: readonly ConsumerName[];
    readonly memory: Partial<Record<ConsumerName, MemoryMb>>;
  };
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
    const packed = await measure(shapes.packed, loads.packed, { rounds, names: namesOfOne, peaksOf });
    const single = await measure(shapes.single, loads.single, { rounds, names: namesOfOne, peaksOf });
    const much = { rounds, names: namesOfMuch, peaksOf: peaksOf.filter((name) => name.endsWith('hole')) };
    const windows = await measure(shapes.windows, loads.windows, much);
    const large = await measure(shapes.large, loads.large, much);
    const growth = await timesOf(
      {
        one: ['whole', loads.packed],
        windows: ['whole', loads.windows],
        forgettingWindows: ['wholeForgetting', loads.windows],
        large: ['whole', loads.large],
        floorOne: ['plainWhole', loads.packed],
        floorWindows: ['plainWhole', loads.windows],
        floorLarge: ['plainWhole', loads.large],
      },
      rounds,
    );
    const grown = {
      windows: ratioOf(growth['windows'], growth['one']),
      large: ratioOf(growth['large'], growth['one']),
      // How much of that is what an environment remembers, and how much V8 with more on its heap.
      forgettingWindows: ratioOf(growth['forgettingWindows'], growth['one']),
      floorWindows: ratioOf(growth['floorWindows'], growth['floorOne']),
      floorLarge: ratioOf(growth['floorLarge'], growth['floorOne']),
    };
    const moreMb = (what: keyof MemoryMb) =>
      (windows.memory.whole?.[what] ?? Number.NaN) - (packed.memory.whole?.[what] ?? Number.NaN);
    return {
      bench: 'drain',
      about: `${events} events of some 190 bytes in one window, ${rounds} rounds, milliseconds of CPU; peak memory over a process that only has the window, median of ${Math.min(rounds, processesForMemory)}`,
      head: ['', 'packing', 'ms', 'over JSON.parse', 'over naive', 'peak MB over', 'MB kept'],
      rows: [packed, single, windows, large].flatMap((each) => each.names.map((name) => rowOf(each, name))),
      goals: [
        atMost('reading a window over JSON.parse, packed', over(packed, 'open', 'parse'), 1.25),
        atMost('reading a window over JSON.parse, single', over(single, 'open', 'parse'), 1.7),
        atMost('reading over reading with zod a record, packed', over(packed, 'open', 'naiveReading'), 0.3),
        atMost('reading over reading with zod a record, single', over(single, 'open', 'naiveReading'), 0.3),
        atMost('whole delivery over a naive whole, packed', over(packed, 'whole', 'naiveWhole'), 0.3),
        atMost('whole delivery over a naive whole, single', over(single, 'whole', 'naiveWhole'), 0.3),
        atMost('MB over the base, whole delivery', packed.memory.whole?.peak ?? Number.NaN, 16),
        atMost('ten windows over one, in times', grown.windows, 10.5),
        atMost('ten times the events in one window, in times', grown.large, 10.5),
        atMost('ten windows over one, in MB more at the peak', moreMb('peak'), 16),
        atMost('ten windows over one, in MB more kept', moreMb('kept'), 16),
      ],
      figures: {
        consumers: [packed, single, windows, large].map(figuresOf),
        growth: grown,
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

async function measure(
  shape: Shape,
  load: Load,
  { rounds, names, peaksOf }: Required<Pick<DrainOptions, 'rounds' | 'peaksOf'>> & Pick<Measured, 'names'>,
): Promise<Measured> {
  const times = await timesOf(Object.fromEntries(names.map((name) => [name, [name, load]])), rounds);
  const processes = Math.min(rounds, processesForMemory);
  const base = await memoryOf('none', load, processes);
  const memory: Partial<Record<ConsumerName, MemoryMb>> = {};
  for (const name of peaksOf) {
    const { peakKb, keptKb } = await memoryOf(name, load, processes);
    memory[name] = { peak: (peakKb - base.peakKb) / 1024, kept: (keptKb - base.keptKb) / 1024 };
  }
  return { ...shape, names, times, memory };
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
    words[name],
    measured.label,
    spreadText(spreadOf(measured.times[name] ?? []), 1),
    over(measured, name, 'parse').toFixed(2),
    over(measured, name, naiveOf[name]).toFixed(2),
    measured.memory[name]?.peak.toFixed(0) ?? '',
    measured.memory[name]?.kept.toFixed(1) ?? '',
  ];
}

function figuresOf(measured: Measured) {
  const { label, names, times, memory } = measured;
  return {
    packing: label,
    consumers: names.map((name) => ({
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
