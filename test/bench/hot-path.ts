import { join } from 'node:path';
import { pairedRatio, spreadOf, spreadText } from './figures.ts';
import type { HotPathFigures } from './hot-path/measure.ts';
import { inProcess } from './in-process.ts';
import type { BenchOptions, Goal, Report } from './report.ts';

const script = join(import.meta.dirname, 'hot-path/measure.ts');

export type HotPathOptions = BenchOptions & {
  /** The sources to measure; every source of webhooks where left out. */
  readonly only?: readonly string[];
};

/**
 * A webhook through the warm receive-webhook as it is bundled, against the HMAC over its bytes and JSON.parse: each with one
 * call to SQS by the SDK, which a stub answers over HTTP, and each without it, which shows our own work bare.
 */
export async function benchHotPath({ rounds = 20, only }: HotPathOptions = {}): Promise<Report> {
  const input = { rounds, only };
  const { figures } = await inProcess<{ figures: readonly HotPathFigures[] }>(script, input);
  const rows = figures.map((each) => ({ ...each, ...ratiosOf(each) }));
  return {
    bench: 'hot-path',
    about:
      'one event a webhook, and a hundred: in one webhook where the source has lists, else in as many as they take; ' +
      `${rounds} rounds. Least: HMAC-SHA256 and JSON.parse, with the same call to SQS on both sides and without it`,
    head: ['source', 'events', 'bytes', 'ours µs', 'over the least', 'without SQS µs', 'over the least'],
    rows: rows.map(({ source, events, bytes, withQueue, ownWork, ratio, ownRatio }) => [
      source,
      String(events),
      bytes.toFixed(0),
      spreadOf(withQueue.ours).median.toFixed(0),
      spreadText(ratio),
      spreadOf(ownWork.ours).median.toFixed(0),
      ownRatio.median.toFixed(1),
    ]),
    goals: [...goalsOf(rows, 1), ...goalsOf(rows, 100)],
    figures: rows.map(({ source, events, bytes, webhooks, ratio, ownRatio, withQueue, ownWork }) => ({
      source,
      events,
      bytes,
      webhooks,
      microseconds: spreadOf(withQueue.ours),
      ratio,
      ownMicroseconds: spreadOf(ownWork.ours),
      ownRatio,
    })),
  };
}

function ratiosOf({ withQueue, ownWork }: HotPathFigures) {
  return {
    ratio: pairedRatio(withQueue.ours, withQueue.least),
    ownRatio: pairedRatio(ownWork.ours, ownWork.least),
  };
}

type Row = Pick<HotPathFigures, 'source' | 'events'> & ReturnType<typeof ratiosOf>;

/** Our own schema, and the slowest of the vendors, which speaks for all of them. */
function goalsOf(rows: readonly Row[], events: 1 | 100): readonly Goal[] {
  const those = rows.filter((row) => row.events === events);
  const own = those.find(({ source }) => source === 'standard');
  const [slowest] = those
    .filter((row) => row !== own)
    .toSorted((one, other) => other.ratio.median - one.ratio.median);
  const goal = (row: Row, most: number): Goal => ({
    what: `${row === own ? '' : 'slowest of the vendors: '}${row.source}, ${events === 1 ? 'one event' : 'a hundred events'}`,
    measured: row.ratio.median,
    bound: '≤',
    goal: most,
  });
  return [
    ...(own ? [goal(own, events === 1 ? 1.5 : 1.6)] : []),
    ...(slowest ? [goal(slowest, events === 1 ? 2.5 : 2)] : []),
  ];
}
