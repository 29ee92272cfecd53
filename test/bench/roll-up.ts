import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { readFacts } from '../../shared/roll-up/contact-facts.ts';
import { quarterHourOf, quarterMs } from '../../shared/roll-up/quarter-hour.ts';
import { contributionsTo } from '../../shared/roll-up/read-volume.ts';
import { type VolumeFigures, volumeOf } from '../../shared/roll-up/volume-row.ts';
import { pairedRatio, spreadOf, spreadText, tableOf } from './figures.ts';
import { type PlainRow, plainGroupBy } from './plain-group-by.ts';
import { sampleContacts } from './sample-contacts.ts';

const contacts = 100_000;
const [warmUps, rounds] = [3, 25];
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

/** The roll-up's pure part against a plain group-by of the same JSON; fails only where the two disagree. */
export function benchRollUp(): void {
  const day = storedDay();
  expectSameRows(rollUpDay(day), plainGroupBy(day.texts));
  const times: Record<Side, number[]> = { 'roll-up': [], 'plain group-by': [] };
  for (let round = -warmUps; round < rounds; round += 1) {
    // Each begins every other round, so that neither always finds the other's garbage.
    const order: readonly Side[] =
      round % 2 === 0 ? ['roll-up', 'plain group-by'] : ['plain group-by', 'roll-up'];
    for (const side of order) {
      const startedMs = performance.now();
      sides[side](day);
      if (round >= 0) times[side].push(performance.now() - startedMs);
    }
  }
  const ratios = times['roll-up'].map((ms, round) => ms / (times['plain group-by'][round] ?? Number.NaN));
  const baseKb = peakKb('none');
  const figures = (Object.keys(sides) as Side[]).map((side) => ({
    side,
    medianMs: medianOf(times[side]),
    quartilesMs: quartilesOf(times[side]),
    peakMb: (peakKb(side) - baseKb) / 1024,
  }));
  const ratio = { median: medianOf(ratios), quartiles: quartilesOf(ratios) };
  console.log(`roll-up: ${contacts} contacts, ${day.rows.length} rows, ${rounds} rounds`);
  console.log(
    tableOf(
      ['', 'median ms', 'quartiles ms', 'peak MB over the input'],
      figures.map(({ side, medianMs, quartilesMs, peakMb }) => [
        side,
        medianMs.toFixed(0),
        quartilesMs.map((ms) => ms.toFixed(0)).join(' – '),
        peakMb.toFixed(0),
      ]),
    ),
  );
  console.log(
    `ratio ${ratio.median.toFixed(2)} (${ratio.quartiles.map((each) => each.toFixed(2)).join(' – ')})`,
  );
  console.log(JSON.stringify({ bench: 'roll-up', contacts, rows: day.rows.length, rounds, figures, ratio }));
}

/** What a process of its own takes at most that makes the input and does this side's work once. */
function peakKb(side: Side | 'none'): number {
  const script = new URL('start.ts', import.meta.url).pathname;
  const { stdout } = spawnSync(process.execPath, [script, 'peak', side], { encoding: 'utf8' });
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
