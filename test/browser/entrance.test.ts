import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { demoDay } from '../../infra/console/demo-day/demo-day.ts';
import { openConsoleData } from '../../infra/console/server/open-console-data.ts';
import { startConsole } from '../../infra/console/server/start-console.ts';
import { openPage } from './open-page.ts';
import { useBrowser, useOpened } from './use-browser.ts';

const browser = useBrowser();
const key = 'the-key';
const reuses: string[] = [];
const shown = useOpened(() =>
  startConsole({
    port: 0,
    data: openConsoleData(demoDay()),
    onFailure: (error) => console.error(error),
    access: { key, onReuse: () => void reuses.push('reused') },
  }),
);

test('a browser that is opened with a file is in, may reload and go back and on, and keeps no ticket', async () => {
  const opened = shown().entrance();
  expect(opened).toMatch(/^file:/);
  // The page's own address is the console's, of which the file is another host.
  const page = await browser().newPage();
  await page.goto(opened);
  await page.locator('h1').waitFor();
  expect(page.url()).toBe(shown().url);
  expect(existsSync(fileURLToPath(opened))).toBe(false);
  await page.reload();
  await page.locator('.source').first().waitFor();
  // Back leads to where the browser was before, neither to the file nor to the ticket.
  await page.goBack();
  expect(page.url()).toBe('about:blank');
  await page.goForward();
  await page.locator('.source').first().waitFor();
  expect(reuses).toEqual([]);
  await page.close();
});

test('the printed address lets a browser in that follows it from another site’s page', async () => {
  const { page, faults } = await openPage(browser(), `${shown().url}?key=${key}`);
  expect(page.url()).toBe(shown().url);
  expect(faults).toEqual([]);
  await page.close();
  const other = await browser().newPage();
  await other.setContent(`<a href="${shown().url}?key=${key}">the console</a>`);
  await other.getByRole('link').click();
  await other.locator('h1').waitFor();
  expect(other.url()).toBe(shown().url);
  await other.close();
});
