import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openPage, settled } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const shown = useConsole();

test('the quarter hours are drawn, told in a table, and corrected ones say what changed', async () => {
  const { page, faults } = await openPage(browser(), `${shown().url}volume`);
  await settled(page);
  await page.getByRole('combobox', { name: 'Collection point', exact: true }).selectOption({ index: 1 });
  const drawn = await page.locator('.plots canvas').evaluateAll((canvases) =>
    canvases.map((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const data =
        (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return new Set(Array.from({ length: 20_000 }, (_, n) => data[(n * 4 * 7 + 2) % data.length])).size;
    }),
  );
  expect(drawn).toHaveLength(2);
  for (const colours of drawn) expect(colours).toBeGreaterThan(3);
  const table = page.getByRole('region', { name: 'Quarter hours' });
  const { wide, shownWide } = await table.evaluate((element) => ({
    wide: element.scrollWidth,
    shownWide: element.clientWidth,
  }));
  expect(wide).toBeLessThanOrEqual(shownWide);
  const corrected = await page.locator('.corrected').first().textContent();
  expect(corrected).toMatch(/corrected: offered \d+ → \d+ at \d\d:\d\d UTC; talk s \d+ → \d+ at/);
  expect(await page.locator('.summary').textContent()).toMatch(/\d+ intervals? (was|were) corrected/);
  expect(await page.locator('.limit').textContent()).toContain(
    'what was sent before rows were logged is not known',
  );
  expect(faults).toEqual([]);
  await page.close();
});

test('all collection points are downloaded as CSV, corrections beside their rows', async () => {
  const { page } = await openPage(browser(), `${shown().url}volume`);
  await settled(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const saved = await (await downloading).path();
  const lines = readFileSync(saved, 'utf8').split('\r\n');
  expect(lines[0]).toBe(
    'account,collection point,interval,offered,not handled,talk s,wrap-up s,hold s,service level %,corrected',
  );
  for (const point of ['support', 'sales', 'billing'])
    expect(lines.filter((line) => line.startsWith(`1,${point},`)).length).toBeGreaterThan(40);
  expect(lines.join()).toContain('offered ');
  await page.close();
});
