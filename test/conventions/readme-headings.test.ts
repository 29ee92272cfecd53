import { expect, test } from 'vitest';
import { readText, sourceFiles } from './layout.ts';

/** The headings of the README as its links name them. */
const anchors = new Set(
  [...readText('README.md').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  ),
);

test('every heading of the README that a command or an alarm points to is there', () => {
  const links = sourceFiles('shared', 'functions', 'infra').flatMap(({ path, text }) =>
    [...text.matchAll(/README\.md#([a-z0-9-]+)/g)].map(([, anchor = '']) => ({ path, anchor })),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ anchor }) => !anchors.has(anchor))).toEqual([]);
});

test('every heading that a judgement picks by what it found is there', () => {
  const texts = sourceFiles('infra/ops/doctor', 'infra/aws').map(({ text }) => text);
  const picked = texts.flatMap((text) =>
    [...text.matchAll(/'((?:events|contacts)-wait|(?:refresh|roll-up)-given-up|source-silent)'/g)].map(
      ([, anchor = '']) => anchor,
    ),
  );
  expect(picked.length).toBeGreaterThan(4);
  expect(picked.filter((anchor) => !anchors.has(anchor))).toEqual([]);
});
