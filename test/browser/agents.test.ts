import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
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
