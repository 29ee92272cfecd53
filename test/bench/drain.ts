import { join } from 'node:path';
import type { ConsumerName } from './drain/consumers.ts';
import type { DrainInput, DrainPeak, DrainTimes } from './drain/measure.ts';
import { type Packing, packings } from './drain/window.ts';
import { pairedRatio, spreadOf, spreadText } from './figures.ts';
import { inProcess } from './in-process.ts';
import type { BenchOptions, Goal, Report } from './report.ts';

const script = join(import.meta.dirname, 'drain/measure.ts');
const names = ['parse', 'open', 'plain', 'naive', 'whole'] as const satisfies readonly ConsumerName[];
const words: Readonly<Record<ConsumerName, string>> = {
  parse: 'JSON.parse of the bodies',
  open: 'reading the window, ours',
  plain: 'a consumer without rules',
  naive: 'a consumer with zod a record',
  whole: 'the whole invocation, ours',
};
/** A run of ten is as many events as an environment sees in five minutes of ten windows. */
const manyWindows = 10;

type Shape = Omit<DrainInput, 'rounds' | 'only'>;
export type DrainOptions = BenchOptions & {
  readonly events?: number;
  /** Whose memory is measured, in a process each. */
  readonly peaksOf?: readonly ConsumerName[];
};

/** Ten thousand state changes in one window, packed and one a message: time and memory of each way to drain them. */
export async function benchDrain({
  rounds = 20,
  events = 10_000,
  peaksOf = names,
}: DrainOptions = {}): Promise<Report> {
  const measured = [];
  for (const packing of Object.keys(packings) as Packing[])
    measured.push(await measure({ events, packing, windows: 1 }, rounds, peaksOf));
  const many = await measure(
    { events, packing: 'packed', windows: manyWindows },
    Math.min(rounds, 5),
    peaksOf,
  );
  const [packed, single] = measured;
  if (!packed || !single) throw new RangeError('there are no two packings');
  const growth = spreadOf(many.times.whole).median / spreadOf(packed.times.whole).median;
  return {
    bench: 'drain',
    about: `${events} events of some 190 bytes in one window, ${rounds} rounds; peak memory over a process that only has the window`,
    head: [
      '',
      'packing',
      'ms',
      'over JSON.parse',
      'over a consumer without rules',
      'over zod a record',
      'peak MB over',
    ],
    rows: [packed, single, many].flatMap((each) => names.map((name) => rowOf(each, name))),
    goals: [
      readingGoal(packed, 1.25),
      readingGoal(single, 1.7),
      atMost(
        'reading a packed window over a consumer with zod',
        pairedRatio(packed.times.open, packed.times.naive).median,
        0.3,
      ),
      atMost(
        'reading a window of single events over a consumer with zod',
        pairedRatio(single.times.open, single.times.naive).median,
        0.3,
      ),
      atMost(
        'the whole invocation over a consumer with zod, packed',
        pairedRatio(packed.times.whole, packed.times.naive).median,
        0.3,
      ),
      atMost('MB over the base, the whole invocation', packed.peakMb.whole, 16),
      atMost('ten times the events, in times', growth, 10.5),
      atMost('ten times the events, in MB more', many.peakMb.whole - packed.peakMb.whole, 16),
    ],
    figures: [packed, single, many].map(({ packing, windows, times, peakMb }) => ({
      packing,
      windows,
      consumers: names.map((name) => ({
        name,
        milliseconds: spreadOf(times[name]),
        overParse: pairedRatio(times[name], times.parse),
        overPlain: pairedRatio(times[name], times.plain),
        overNaive: pairedRatio(times[name], times.naive),
        peakMb: peakMb[name],
      })),
    })),
  };
}

type Measured = Shape & DrainTimes & { readonly peakMb: Readonly<Record<ConsumerName, number>> };

async function measure(shape: Shape, rounds: number, peaksOf: readonly ConsumerName[]): Promise<Measured> {
  const { times } = await inProcess<DrainTimes>(script, { ...shape, rounds });
  const base = await peakKb(shape, 'none');
  const peakMb: Record<ConsumerName, number> = { parse: 0, open: 0, plain: 0, naive: 0, whole: 0 };
  for (const name of peaksOf) peakMb[name] = ((await peakKb(shape, name)) - base) / 1024;
  return { ...shape, times, peakMb };
}

async function peakKb(shape: Shape, only: ConsumerName | 'none'): Promise<number> {
  return (await inProcess<DrainPeak>(script, { ...shape, rounds: 1, only })).peakKb;
}

function rowOf({ times, peakMb, packing, windows }: Measured, name: ConsumerName): readonly string[] {
  return [
    words[name],
    windows === 1 ? packing : `${packing}, ${windows} windows`,
    spreadText(spreadOf(times[name]), 1),
    pairedRatio(times[name], times.parse).median.toFixed(2),
    pairedRatio(times[name], times.plain).median.toFixed(2),
    pairedRatio(times[name], times.naive).median.toFixed(2),
    peakMb[name].toFixed(0),
  ];
}

function readingGoal({ times, packing }: Measured, goal: number): Goal {
  return atMost(
    `reading a window over JSON.parse, ${packing}`,
    pairedRatio(times.open, times.parse).median,
    goal,
  );
}

function atMost(what: string, measured: number, goal: number): Goal {
  return { what, measured, bound: '≤', goal };
}
