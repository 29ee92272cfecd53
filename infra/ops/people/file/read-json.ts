import { type Node, parseTree } from 'jsonc-parser';
import { ConfigurationError } from '../../../../shared/errors.ts';
import type { Table, TableRow } from './table.ts';

/** The rows of a JSON array of objects; throws ConfigurationError where it is none. */
export function readJson(text: string, name: string): Table {
  requireJson(text, name);
  const root = parseTree(text);
  if (root?.type !== 'array') throw new ConfigurationError(`${name} must hold a JSON array of objects`);
  const { children: items = [] } = root;
  const headers = [...new Set(items.flatMap((item) => propertiesOf(item).map(([key]) => key)))];
  const lineAt = lineCounter(text);
  const rows = items.map((item, index) =>
    rowOf(item, headers, `entry ${index + 1} in line ${lineAt(item.offset)}`),
  );
  return { headers, rows };
}

function requireJson(text: string, name: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(`${name} is no JSON: ${words}`, { cause });
  }
}

function propertiesOf({ type, children = [] }: Node): (readonly [string, Node | undefined])[] {
  if (type !== 'object') return [];
  return children.map(({ children: [key, value] = [] }) => [String(key?.value), value]);
}

function rowOf(item: Node, headers: readonly string[], place: string): TableRow {
  if (item.type !== 'object') return { place, cells: [], faults: ['must be an object'] };
  const values = new Map(propertiesOf(item));
  const cells = headers.map((header) => textOf(values.get(header)));
  const isNoText = (header: string, index: number) =>
    cells[index] === undefined && !['null', undefined].includes(values.get(header)?.type);
  const faults = headers.filter(isNoText).map((header) => `${header} must be text, in quotes`);
  return { place, cells, faults };
}

/** Ids are written as numbers now and then; one that JavaScript rounds would be another id. */
function textOf(node: Node | undefined): string | undefined {
  const value: unknown = node?.value;
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Counts on from where it stopped: offsets must ascend. */
function lineCounter(text: string): (offset: number) => number {
  let [line, from] = [1, 0];
  return (offset) => {
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', from)) {
      line += 1;
      from = at + 1;
    }
    return line;
  };
}
