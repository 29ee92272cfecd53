import { expect, test } from 'vitest';
import { openPage, picture, settled } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const shown = useConsole();

test('what a vendor sent is text, whatever it holds, and what would not be seen is', async () => {
  const { page, faults } = await openPage(browser(), `${shown().url}dead-letters`);
  await settled(page);
  await page.getByRole('button', { name: /not of the shape/ }).click();
  const original = page.locator('.letter .long-text');
  await original.waitFor();
  expect(await original.textContent()).toContain('<img src=x onerror=alert(1)>\\u202e');
  await expect.poll(() => page.locator('.letter img').count()).toBe(0);
  await page.getByRole('button', { name: /none of the adapter’s own/ }).click();
  await page.getByText('hello?\\u0007').waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('they are filtered by reason, source and words', async () => {
  const { page } = await openPage(browser(), `${shown().url}dead-letters`);
  await settled(page);
  const rows = page.locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(4);
  await page.getByRole('combobox', { name: 'Source', exact: true }).selectOption('zoom');
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByRole('combobox', { name: 'Reason', exact: true }).selectOption('refused');
  await expect.poll(() => rows.count()).toBe(1);
  await page.getByLabel('With the words').fill('nothing that there is');
  await page.getByText('No dead letter matches.').waitFor();
  await page.close();
});

test('the preview says what would become of each; what has no way back stays, and the others are gone', async () => {
  const { page } = await openPage(browser(), `${shown().url}dead-letters`);
  await settled(page);
  await page.getByLabel('Choose all that are listed').check();
  await page.getByRole('button', { name: 'Redrive …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Redrive 4 dead letters?' });
  await dialog.getByText('2 would go back to the events queue').waitFor();
  const plan = await dialog.textContent();
  expect(plan).toContain('1 would be read anew by receive-webhook');
  expect(plan).toContain('1 would stay');
  await picture(page, 'Dead-letters-preview');
  expect(shown().sent).toEqual([]);
  await dialog.getByRole('button', { name: 'Redrive 3' }).click();
  await dialog.getByText('3 redriven').waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.locator('tbody tr').first().waitFor();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);

  await page.getByLabel('Choose all that are listed').check();
  await page.getByRole('button', { name: 'Discard …' }).click();
  await page.getByRole('dialog').getByText('1 would be deleted for good').waitFor();
  await page.getByRole('button', { name: 'Discard 1' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('There are no dead letters.').waitFor();
  await page.close();
});
