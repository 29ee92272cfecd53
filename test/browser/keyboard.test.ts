import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage, settled } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const shown = useConsole();

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

/** Presses Tab until the focus is on what is wanted; fails where it does not come there. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (wanted.test((await focused(page)) ?? '')) return;
  }
  throw new Error(`the focus never came to ${wanted}`);
}

test('the first Tab shows a way past the navigation, and what has the focus is seen', async () => {
  const { page } = await openPage(browser(), shown().url);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toContain('Skip to the content');
  const skip = page.locator('.skip');
  expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  expect(await skip.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.close();
});

test('going to another part puts the focus on its heading, and Back brings the other part again', async () => {
  const { page } = await openPage(browser(), shown().url);
  await tabTo(page, /^Agents$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/agents');
  expect(await focused(page)).toBe('Agents');
  await page.goBack();
  await page.locator('h1', { hasText: 'Now' }).waitFor();
  await page.close();
});

test('the agents are a list that arrow keys go through, and each tells its state and its changes', async () => {
  const { page } = await openPage(browser(), `${shown().url}agents`);
  await settled(page);
  await tabTo(page, /^Agents and their states/);
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('[role=option][aria-selected=true]').textContent()).toMatch(/^1001[A-Z]+ since /);
  await page.keyboard.press('End');
  const active = page.locator('[role=option][aria-selected=true]');
  expect(await active.textContent()).toMatch(/^1024/);
  const list = page.locator('[role=listbox]');
  expect(await list.getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'));
  expect(await page.locator('.agent-detail h2').textContent()).toBe('Agent 1024');
  await page.close();
});

test('a payload is tried, and a dead letter redriven after its preview, by keyboard alone', async () => {
  const { page } = await openPage(browser(), `${shown().url}try`);
  await settled(page);
  await tabTo(page, /^Try it/);
  await page.keyboard.press('Enter');
  await page.locator('.step.done').first().waitFor();

  await page.goto(`${shown().url}dead-letters`);
  await settled(page);
  await tabTo(page, /^Choose unmapped-state of zoom/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+Tab');
  for (let presses = 0; presses < 8 && !/^Redrive …/.test((await focused(page)) ?? ''); presses++)
    await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Redrive 1 dead letter?' });
  await dialog.getByText('would go back to the events queue').waitFor();
  // Escape puts the focus where it was before the question, so that it can be asked again at once.
  for (let times = 0; times < 10; times++) {
    await page.keyboard.press('Escape');
    expect(await focused(page)).toMatch(/^Redrive …/);
    await page.keyboard.press('Enter');
    await dialog.getByText('would go back').waitFor();
  }
  await tabTo(page, /^Redrive 1$/);
  await page.keyboard.press('Enter');
  await dialog.getByText('1 redriven').waitFor();
  expect(shown().sent.filter(([queue]) => queue === 'events')).toHaveLength(1);
  await page.close();
});
