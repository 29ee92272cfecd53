import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage, picture, settled } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const file = join(import.meta.dirname, '../../infra/environments/local.json');
const browser = useBrowser();
const shown = useConsole();

test('what stands in no table comes first, and says what becomes of it', async () => {
  const { page } = await openPage(browser(), `${shown().url}codes`);
  await settled(page);
  const rows = await page.locator('tbody tr').allTextContents();
  expect(rows[0]).toMatch(/^Coaching.*It is left out; the state goes without it/);
  expect(rows[1]).toMatch(/^Side Project.*code of the unmapped/);
  expect(rows.slice(2).join()).not.toContain('no entry');
  await page.close();
});

test('an edit is shown as the lines that it changes and downloaded whole, and nothing is written', async () => {
  const before = readFileSync(file, 'utf8');
  const { page, faults } = await openPage(browser(), `${shown().url}codes`);
  await settled(page);
  await page.getByLabel('Code of the reason Coaching of zoom').fill('COACH');
  await page.getByLabel('Code of the state Side Project of twilio').fill('PROJECT');
  await page.getByLabel('Class of the state Side Project of twilio').selectOption('unavailable');
  await page.getByRole('button', { name: 'Show what changes' }).click();
  const dialog = page.getByRole('dialog', { name: 'What changes in local.json' });
  await dialog.locator('.added').first().waitFor();
  const added = await dialog.locator('.added').allTextContents();
  expect(added.join('')).toContain('"Coaching": "COACH"');
  expect(added.join('')).toContain('"code": "PROJECT"');
  await picture(page, 'Codes-proposal');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download local.json' }).click();
  const saved = await (await downloading).path();
  const { sources } = JSON.parse(readFileSync(saved, 'utf8'));
  expect(sources.zoom.codes).toEqual({ reasons: { Coaching: 'COACH' } });
  expect(sources.twilio.codes.states['Side Project']).toEqual({ code: 'PROJECT', stateClass: 'unavailable' });
  expect(sources.twilio.codes.states.Break).toEqual({ code: 'BREAK', stateClass: 'unavailable' });
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(faults).toEqual([]);
  await page.close();
});
