import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everySoOften } from '../../../infra/console/server/every-so-often.ts';
import { deadLettersNow } from '../../../infra/console/server/now/dead-letters-now.ts';
import { worstOf } from '../../../infra/console/server/now/judgement.ts';
import { readRhythm } from '../../../infra/console/server/now/read-rhythm.ts';
import { resolutionIn, withRunbook } from '../../../infra/console/server/now/runbook.ts';
import { trackWindows } from '../../../infra/local/mapping/open-windows.ts';
import { failed, ok, warning } from '../../../infra/ops/doctor/finding.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');

test('a remedy that points to a heading of the runbook says what stands there', () => {
  const remedy = withRunbook('what to do: README.md#api-fails');
  expect(remedy).toContain('Call CommunityWFM with the answer and its time.');
  expect(remedy).not.toContain('README.md');
  expect(withRunbook('run npm run ops')).toBe('run npm run ops');
  expect(withRunbook('what to do: README.md#no-such-heading')).toBe('what to do: README.md#no-such-heading');
});

test('every heading of the runbook has such a paragraph', () => {
  const section = readme.split('\n### Runbook\n')[1]?.split('\n## ')[0] ?? '';
  const headings = [...section.matchAll(/^#### ([a-z-]+)$/gm)].map(([, heading]) => heading ?? '');
  expect(headings.length).toBeGreaterThan(10);
  expect(headings.filter((heading) => !resolutionIn(readme, heading))).toEqual([]);
});

test('a part is as bad as the worst that was found of it, and tells all that is as bad', () => {
  const found = [
    ok('one is well'),
    failed('two fails', 'mend two'),
    warning('three', 'see'),
    failed('four fails', 'mend four'),
  ];
  expect(worstOf(found, 'nothing')).toEqual({
    health: 'wrong',
    what: 'two fails; four fails',
    remedy: 'mend two; mend four',
  });
  expect(worstOf([], 'nothing was due')).toEqual({ health: 'fine', what: 'nothing was due' });
});

test('a count of dead letters says from which source, in words that no fraction has', () => {
  const groups = [
    { reason: 'refused', source: 'zoom', count: 1 },
    { reason: 'unreadable', source: '', count: 2 },
  ] as const;
  const tally = { count: 3, isMore: false, groups, newestAt: undefined };
  const { facts, judgement } = deadLettersNow(tally, { command: (words) => words, nowMs: 0 });
  expect(facts.map(({ value }) => value)).toEqual(['1 from zoom', '2 from no known source']);
  expect(judgement.what).toMatch(/^3 dead letters: [^(]+\(1 from zoom\), [^(]+\(2 from no known source\)$/);
});

test('a rhythm counts what was taken and what was passed over, by the quarter hours up to now', async () => {
  const nowMs = Date.parse('2026-11-23T09:07:00Z');
  const quarter = Date.parse('2026-11-23T09:00:00Z');
  const readMetrics = async () => [
    [{ atMs: quarter, value: 2 }],
    [
      { atMs: quarter, value: 3 },
      { atMs: quarter - 900_000, value: 1 },
    ],
  ];
  const [counts = []] = await readRhythm({ environment: 'test', readMetrics }, ['zoom'], nowMs);
  expect([counts.length, counts.at(-1), counts.at(-2), counts.at(0)]).toEqual([48, 5, 1, 0]);
});

test('whoever looks within the time sees the same, and a failure is not kept', async () => {
  let [nowMs, looks] = [0, 0];
  const look = everySoOften(
    async () => {
      looks += 1;
      if (looks === 2) throw new Error('away');
      return looks;
    },
    100,
    () => nowMs,
  );
  expect([await look(), await look()]).toEqual([1, 1]);
  nowMs = 100;
  await expect(look()).rejects.toThrow('away');
  expect(await look()).toBe(3);
});

test('a window is open from its first message until its batch, each poller’s by itself', () => {
  const windows = trackWindows(() => 1000);
  windows.note('queue', { type: 'window-opened', poller: 1, windowMs: 30_000 });
  windows.note('queue', { type: 'window-opened', poller: 2, windowMs: 30_000 });
  windows.note('queue', { type: 'batch-invoked', poller: 1, messages: 3 });
  windows.note('queue', { type: 'batch-done', poller: 2, messages: 3, failed: 0 });
  expect(windows.open()).toEqual([{ queueArn: 'queue', closesAtMs: 31_000 }]);
});
