import * as z from 'zod/mini';
import type { ExpectedRow } from './expected-rows.ts';

/** The sandbox's lists, and the columns by which each identifies a row. */
const keyColumns = {
  'agent-activity': ['AgentId', 'EventTime'],
  'call-volume': ['CollectionPoint', 'Interval'],
  people: ['AgentId'],
  'collection-points': ['CollectionPointId'],
} as const;
export type RowKind = keyof typeof keyColumns;
const kinds: readonly RowKind[] = ['agent-activity', 'call-volume', 'people', 'collection-points'];

const rowList = z.array(z.record(z.string(), z.unknown()));
type StoredRow = z.infer<typeof rowList>[number];
export type StoredRows = Readonly<Record<RowKind, readonly StoredRow[]>>;

/** Everything the sandbox at this address has stored. */
export async function storedRows(baseUrl: string): Promise<StoredRows> {
  const list = async (kind: RowKind) => {
    const answer = await fetch(`${baseUrl}/sandbox/rows/${kind}`);
    return rowList.parse(await answer.json());
  };
  const [activity, volume, people, points] = await Promise.all(kinds.map(list));
  return {
    'agent-activity': activity ?? [],
    'call-volume': volume ?? [],
    people: people ?? [],
    'collection-points': points ?? [],
  };
}

/** The expected rows that are not among the stored ones. */
export function missingRows(expected: readonly ExpectedRow[], stored: StoredRows): ExpectedRow[] {
  const arrived = new Set(
    kinds.flatMap((kind) =>
      stored[kind].map((row) =>
        identity({ kind, key: keyColumns[kind].map((column) => String(row[column])) }),
      ),
    ),
  );
  return expected.filter((row) => !arrived.has(identity(row)));
}

/** A plain table: the columns that any row fills, in their order, cells aligned. */
export function tableOf(rows: readonly StoredRow[]): string {
  const columns = [
    ...new Set(rows.flatMap((row) => Object.keys(row).filter((column) => row[column] !== null))),
  ];
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)));
  const written = lines.map((cells) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [written[0], rule, ...written.slice(1)].join('\n');
}

function identity({ kind, key }: ExpectedRow): string {
  return JSON.stringify([kind, ...key]);
}
