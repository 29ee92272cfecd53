import { spawnSync } from 'node:child_process';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { readFacts } from '../../shared/roll-up/contact-facts.ts';
import { quarterHourOf, quarterMs } from '../../shared/roll-up/quarter-hour.ts';
import { contributionsTo } from '../../shared/roll-up/read-volume.ts';
import { type VolumeFigures, volumeOf } from '../../shared/roll-up/volume-row.ts';
import { alternate } from './alternate.ts';
import { pairedRatio, spreadOf, spreadText } from './figures.ts';
import { type PlainRow, plainGroupBy } from './plain-group-by.ts';
import type { BenchOptions, Report } from './report.ts';
import { sampleContacts } from './sample-contacts.ts';

const contacts = 100_000;
const warmUps = 3;
const source = 'standard';
const fromMs = Date.parse('2026-11-23T00:00:00.000Z');
const configuration = parseConfiguration(
  {
    environment: 'bench',
    cloudConnect: { baseUrl: 'http://127.0.0.1:1' },
    sources: { [source]: { vendor: 'standard' } },
  },
  'the bench’s configuration',
);

/** The facts of a day's contacts as the table holds them, and by the row that each may count in. */
function storedDay() {
  const sample = sampleContacts(contacts, { fromMs, spanMs: 96 * quarterMs, collectionPoints: 12 });
  const day = sample.map(({ collectionPoint, milestones, summaries }) => {
    const at = milestones[0]?.at ?? summaries[0]?.offeredAt ?? '';
    const text = JSON.stringify({ milestones, summaries });
    return { key: `${collectionPoint}@${Math.floor(Date.parse(at) / quarterMs)}`, at, collectionPoint, text };
  });
  const rows = [...Map.groupBy(day, ({ key }) => key)].flatMap(([key, own]) => {
    const [first] = own;
    if (!first) return [];
    const { collectionPoint, at } = first;
    return [{ key, collectionPoint, start: quarterHourOf(at), texts: own.map(({ text }) => text) }];
  });
  return { texts: day.map(({ text }) => text), rows };
}

type Day = ReturnType<typeof storedDay>;

/** Row by row, as a run reads and sums them. */
function rollUpDay({ rows }: Day): Map<string, VolumeFigures> {
  return new Map(
    rows.map(({ key, collectionPoint, start, texts }) => {
      const stored = texts.map((text) => ({ source, facts: readFacts(text) }));
      const starts = new Set([start]);
      return [key, volumeOf(contributionsTo(collectionPoint, starts, stored, configuration))];
    }),
  );
}

const sides = { 'roll-up': rollUpDay, 'plain group-by': ({ texts }: Day) => plainGroupBy(texts) };
type Side = keyof typeof sides;
const names = Object.keys(sides) as Side[];

/** The roll-up's pure part against a plain group-by of the same JSON; fails only where the two disagree. */
export async function benchRollUp({ rounds = 20 }: BenchOptions = {}): Promise<Report> {
  const day = storedDay();
  expectSameRows(rollUpDay(day), plainGroupBy(day.texts));
  const measured = Object.fromEntries(names.map((side) => [side, () => timeOf(side, day)]));
  const times = (await alternate(measured, { rounds, warmUps })) as Record<Side, readonly number[]>;
  const ratio = pairedRatio(times['roll-up'], times['plain group-by']);
  const baseKb = peakKb('none');
  const figures = names.map((side) => ({
    side,
    milliseconds: spreadOf(times[side]),
    peakMb: (peakKb(side) - baseKb) / 1024,
  }));
  return {
    bench: 'roll-up',
    about: `${contacts} contacts, ${day.rows.length} rows, ${rounds} rounds; ours over the plain one ${spreadText(ratio)}`,
    head: ['', 'ms', 'peak MB over the input'],
    rows: figures.map(({ side, milliseconds, peakMb }) => [
      side,
      spreadText(milliseconds, 0),
      peakMb.toFixed(0),
    ]),
    goals: [],
    figures: { contacts, rows: day.rows.length, sides: figures, ratio },
  };
}

function timeOf(side: Side, day: Day): number {
  const startedMs = performance.now();
  sides[side](day);
  return performance.now() - startedMs;
}

/** What a process of its own takes at most that makes the input and does this side's work once. */
function peakKb(side: Side | 'none'): number {
  const script = new URL('start.ts', import.meta.url).pathname;
  const { stdout } = spawnSync(process.execPath, [script, '--peak', side], { encoding: 'utf8' });
  return Number(stdout);
}

/** What such a process does; tells its peak in KB. */
export function tellPeak(side: string | undefined): void {
  const day = storedDay();
  const work = Object.entries(sides).find(([name]) => name === side)?.[1];
  const rows = work?.(day);
  console.log(process.resourceUsage().maxRSS + 0 * (rows?.size ?? 0));
}

function expectSameRows(ours: Map<string, VolumeFigures>, plain: Map<string, PlainRow>): void {
  if (ours.size !== plain.size) throw new Error(`${ours.size} rows rolled up, ${plain.size} grouped`);
  for (const [key, row] of ours) {
    const other = plain.get(key);
    const expected = other && {
      contactsOffered: other.offered,
      contactsNotHandled: other.notHandled,
      talkSeconds: other.talk,
      holdSeconds: other.hold,
      serviceLevelPct: other.offered === 0 ? 0 : Math.round((other.inTime / other.offered) * 1000) / 10,
      outboundContacts: other.outbound,
      outboundSeconds: other.outboundSeconds,
    };
    if (JSON.stringify(row) !== JSON.stringify(expected))
      throw new Error(`${key} is ${JSON.stringify(row)}, grouped ${JSON.stringify(expected)}`);
  }
}
