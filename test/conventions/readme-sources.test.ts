import { expect, test } from 'vitest';
import { sources } from '../../shared/sources/registry.ts';
import { peopleSources } from '../../shared/sources/source.ts';
import { readText } from './layout.ts';
import { readmeTable } from './readme-tables.ts';

const readme = readText('README.md');

/** The rows of a table of the README, cell by cell, by the text of their first cell's first name. */
function rowsOf(header: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    readmeTable(header).map((cells) => [/`([^`]+)`/.exec(cells[0] ?? '')?.[1] ?? '', cells] as const),
  );
}

const named = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ') || '–';

test('every source has one row that says how it is proved, what it feeds and what is confirmed', () => {
  const rows = rowsOf('| vendor | authenticity |');
  expect([...rows.keys()].sort()).toEqual(Object.keys(sources).sort());
  for (const [, cells] of rows) expect(cells.every((cell) => cell.trim() !== '')).toBe(true);
  for (const [name, cells] of rows)
    if (!['standard', 'custom'].includes(name)) expect(cells.at(-1)).toMatch(/confirmed/);
});

test('the choices of every source are those of its options', () => {
  const rows = rowsOf('| vendor | `ids.agentId` |');
  const expected = Object.entries(sources).map(([name, { options }]) => {
    const { agentIds, collectionPoints, activity, announcesPeople, needsTimeZone, settings = {} } = options;
    const further = [...(needsTimeZone ? ['timeZone'] : []), ...Object.keys(settings)];
    const people = announcesPeople ? peopleSources : [];
    return [`\`${name}\``, ...[agentIds, collectionPoints, activity, people, further].map(named)];
  });
  expect([...rows.values()]).toEqual(expected);
});

test('every source is connected in at least five numbered steps', () => {
  const section =
    readme.split('\n**Zoom Contact Center.**')[1]?.split("\n**What a source's entry may say.**")[0] ?? '';
  const paragraphs = section.split(/\n(?=\*\*)/);
  expect(paragraphs).toHaveLength(Object.keys(sources).length);
  for (const text of paragraphs) for (const step of [1, 2, 3, 4, 5]) expect(text).toContain(`(${step})`);
});
