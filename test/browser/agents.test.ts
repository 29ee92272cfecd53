import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Agents, StateChange } from '../../infra/console/data.ts';
import { keep, openPage, picture, settled } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const shown = useConsole({ agents: 500, hours: 12 });

/** What a picture may cost the page's own thread, of the 16.7 ms in which a screen wants one, in CPU time of that thread. */
const mostWorkMs = 12;
/** Half of the pictures come within two of the screen's beats even while other work has this machine's cores. */
const mostMedianMs = 34;

type Motion = { readonly workMs: number; readonly medianMs: number; readonly p95Ms: number };

/** Moves the page so many times, once a picture, and measures what the pictures cost and how far apart they come. */
async function measure(
  page: Page,
  pictures: number,
  move: (step: number) => Promise<unknown>,
): Promise<Motion> {
  const session = await page.context().newCDPSession(page);
  // CPU time of the page's thread: what others do on this machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  await page.evaluate(() => {
    const kept: number[] = [];
    const watch = (atMs: number) => {
      kept.push(atMs);
      requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    Object.assign(window, { pictures: kept });
  });
  const shown = () => page.evaluate(() => (window as unknown as { pictures: number[] }).pictures);
  const [before, first] = [await work(), (await shown()).length];
  for (let step = 0; step < pictures; step++) await move(step);
  const times = (await shown()).slice(first);
  const workMs = ((await work()) - before) / times.length;
  await session.detach();
  const apart = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const inOrder = apart.toSorted((one, other) => one - other);
  const at = (share: number) => inOrder[Math.floor(inOrder.length * share)] ?? Number.NaN;
  return { workMs, medianMs: at(0.5), p95Ms: at(0.95) };
}

test('five hundred agents over twelve hours are scrolled, pointed at and shown over other times smoothly, since only what is seen is drawn', async () => {
  const { page, faults } = await openPage(browser(), `${shown().url}agents`);
  await settled(page);
  const time = page.getByRole('combobox', { name: 'Time', exact: true });
  await time.selectOption('12');
  await page.getByText(/^500 agents, /).waitFor();
  expect(await page.locator('[role=option]').count()).toBeLessThan(60);
  const canvas = page.locator('.timeline-bands canvas');
  const { x = 0, y = 0 } = (await canvas.boundingBox()) ?? {};
  const motions = {
    pointed: await measure(page, 60, (step) => page.mouse.move(x + 20 + step * 9, y + 15 + step * 8)),
    scrolled: await measure(page, 60, () => page.mouse.wheel(0, 180)),
    shownOver: await measure(page, 4, async (step) => {
      await time.selectOption(step % 2 === 0 ? '4' : '12');
      await page.waitForResponse((answer) => answer.url().includes('/api/agents'));
      await page.waitForTimeout(400);
    }),
  };
  keep('Agents-500-frames.json', JSON.stringify(motions, null, 2));
  for (const [motion, { workMs, medianMs }] of Object.entries(motions)) {
    expect({ motion, isCheap: workMs < mostWorkMs, workMs }).toMatchObject({ isCheap: true });
    expect({ motion, isSmooth: medianMs < mostMedianMs, medianMs }).toMatchObject({ isSmooth: true });
  }
  expect(await page.evaluate(() => document.querySelector('.timeline-scroll')?.scrollTop)).toBeGreaterThan(
    5000,
  );
  expect(await page.locator('[role=option]').count()).toBeLessThan(60);
  expect(await page.locator('[role=option]').first().getAttribute('aria-setsize')).toBe('500');
  await picture(page, 'Agents-500');
  expect(faults).toEqual([]);
  await page.close();
});

test('an agent’s name is read whole, however long the state beside it has lasted', async () => {
  const { page } = await openPage(browser(), `${shown().url}agents`);
  await settled(page);
  const cut = await page
    .locator('.timeline-agent')
    .evaluateAll((names) => names.filter((name) => name.scrollWidth > name.clientWidth).length);
  expect(cut).toBe(0);
  await page.close();
});

test('a band tells the vendor’s words, the code and the delay of each hop under the pointer', async () => {
  const { page } = await openPage(browser(), `${shown().url}agents`);
  await settled(page);
  const canvas = page.locator('.timeline-bands canvas');
  await canvas.hover({ position: { x: 420, y: 15 } });
  const tip = await page.locator('.tip').textContent();
  expect(tip).toMatch(/1001.*UTC, for .*zoom’s words(Ready|Occupied|Not Ready)/);
  expect(tip).toMatch(/happened → received\d.*received → accepted\d/);
  await page.close();
});

test('a collapsed change, which makes no band, tells of itself where it is marked', async () => {
  const page = await browser().newPage({ viewport: { width: 1360, height: 860 } });
  const reading = page.waitForResponse((answer) => answer.url().includes('/api/agents'));
  await page.goto(`${shown().url}agents`);
  const { from, to, changes }: Agents = await (await reading).json();
  const [fromMs, spanMs] = [Date.parse(from), Date.parse(to) - Date.parse(from)];
  const isSeen = ({ agentId, at, flags }: StateChange) =>
    Number(agentId) <= 1018 && flags.includes('collapsed') && Date.parse(at) > fromMs + spanMs / 20;
  const change = changes.find(isSeen);
  expect(change).toBeDefined();
  const canvas = page.locator('.timeline-bands canvas');
  const { width = 0 } = (await canvas.boundingBox()) ?? {};
  const x = ((Date.parse(change?.at ?? '') - fromMs) / spanMs) * width;
  await canvas.hover({ position: { x, y: (Number(change?.agentId) - 1001) * 30 + 15 } });
  const tip = await page.locator('.tip').textContent();
  expect(tip).toContain(`${change?.at.slice(11, 19)} UTC`);
  expect(tip).toContain('Collapsed: another change of the same second stands in its place.');
  expect(tip).not.toContain('UTC, for');
  await page.close();
});

test('one agent, or those in one state now, are found among all', async () => {
  const { page } = await openPage(browser(), `${shown().url}agents`);
  await settled(page);
  await page.getByRole('searchbox', { name: 'Agent' }).fill('1400');
  await page.getByText(/^1 agent of 500/).waitFor();
  await page.getByRole('searchbox', { name: 'Agent' }).fill('');
  await page.getByRole('combobox', { name: 'Now in', exact: true }).selectOption('LOGOUT');
  await page.getByText(/^\d+ agents? of 500/).waitFor();
  for (const state of await page.locator('.timeline-state').allTextContents())
    expect(state).toContain('LOGOUT');
  await page.close();
});

describe('agents whose source is silent', () => {
  const silent = /aircall silent since \d\d:\d\d/;

  test.each([
    ['wide', 1360],
    ['narrow', 390],
  ])(
    'are marked in words in the list, the table and the detail, and those of others are not, %s',
    async (_how, width) => {
      const { page } = await openPage(browser(), `${shown().url}agents`, {
        viewport: { width, height: 860 },
      });
      await settled(page);
      await page.getByText(/aircall silent since \d\d:\d\d UTC: what is shown of its 167 agents/).waitFor();
      expect(await page.getByRole('option', { name: silent }).count()).toBeGreaterThan(3);
      expect(
        await page.getByRole('option', { name: /^1002 .*aircall silent since \d\d:\d\d$/ }).count(),
      ).toBe(1);
      const cut = await page
        .locator('.timeline-name .silence, .timeline-name .silence-source')
        .evaluateAll((marks) => marks.filter((mark) => mark.scrollWidth > mark.clientWidth).length);
      expect(cut).toBe(0);
      await page.getByRole('option', { name: /^1002 / }).click();
      expect(await page.locator('.agent-detail').textContent()).toMatch(
        /In [A-Z]+ since .* UTC, for .*\. !aircall silent since \d\d:\d\d UTC: it may be in another one by now\./,
      );
      await picture(page, `Agents-silent-${width}`);
      await page.getByRole('option', { name: /^1001 / }).click();
      expect(await page.locator('.agent-detail').textContent()).not.toContain('silent');
      await page.getByRole('button', { name: 'Table' }).click();
      const sources = await page
        .locator('tr', { hasText: 'silent' })
        .evaluateAll((rows) => rows.map((row) => row.querySelector('td:nth-child(6)')?.textContent));
      expect(new Set(sources)).toEqual(new Set(['aircall']));
      expect(sources.length).toBe(167);
      expect(await page.getByRole('row', { name: /^1002 .*aircall silent since \d\d:\d\d/ }).count()).toBe(1);
      await page.close();
    },
  );

  test('are not counted among those that are in a state now, and their bands go on thin', async () => {
    const { page } = await openPage(browser(), `${shown().url}agents`);
    await settled(page);
    await page.getByText('thin: its source is silent').waitFor();
    const legend = await page.getByRole('list', { name: 'Colours and marks' }).textContent();
    const sum = (counts: RegExp) =>
      [...(legend ?? '').matchAll(counts)].reduce((all, [, count]) => all + Number(count), 0);
    expect([sum(/(\d+) agents? now/g), sum(/(\d+) from a silent source/g)]).toEqual([333, 167]);
    // So far above the middle, there is a band up to the silence, and the ground after it.
    const inked = await page.locator('.timeline-bands canvas').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return [];
      const [y, width] = [30 + 8, canvas.width];
      return [0.2, 0.9].map(
        (share) =>
          canvas.getContext('2d')?.getImageData(Math.round(share * width) + 3, y, 1, 1).data[3] !== 0,
      );
    });
    expect(inked).toEqual([true, false]);
    await page.close();
  });

  test('are marked only where the time reaches until now', async () => {
    const { page } = await openPage(browser(), `${shown().url}agents`);
    await settled(page);
    await page.getByText(silent).first().waitFor();
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString().slice(0, 16);
    await page.getByLabel('Up to (UTC; empty: now)').fill(hourAgo);
    await page.getByText(`as of ${hourAgo.slice(11)}:00 UTC`).waitFor();
    expect(await page.getByText('silent').count()).toBe(0);
    await page.getByLabel('Up to (UTC; empty: now)').fill('');
    await page.getByText(silent).first().waitFor();
    await page.close();
  });
});
