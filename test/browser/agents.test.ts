import { expect, test } from 'vitest';
import { openPage, picture, settled } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const shown = useConsole({ agents: 500, hours: 12 });

/** A screen shows sixty pictures a second; what one costs may be no more than this on a machine that does other work too. */
const mostMs = 33;

test('five hundred agents over twelve hours scroll smoothly, since only what is seen is drawn', async () => {
  const { page, faults } = await openPage(browser(), `${shown().url}agents`);
  await settled(page);
  await page.getByRole('combobox', { name: 'Time', exact: true }).selectOption('12');
  await page.getByText(/^500 agents, /).waitFor();
  expect(await page.locator('[role=option]').count()).toBeLessThan(60);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const work = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
    return (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration')) * 1000;
  };
  const before = await work();
  const steps = 60;
  await page.evaluate(async (count) => {
    const scroller = document.querySelector('.timeline-scroll');
    for (let step = 0; step < count; step++) {
      scroller?.scrollBy(0, 230);
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
  }, steps);
  expect(((await work()) - before) / steps).toBeLessThan(mostMs);
  expect(await page.locator('[role=option]').count()).toBeLessThan(60);
  expect(await page.locator('[role=option]').first().getAttribute('aria-setsize')).toBe('500');
  await picture(page, 'Agents-500');
  expect(faults).toEqual([]);
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
