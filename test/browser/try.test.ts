import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chooseSource, openPage, picture, settled, stateSample } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const shown = useConsole();

async function openTry(source: string): Promise<Page> {
  const { page } = await openPage(browser(), `${shown().url}try`);
  await settled(page);
  await chooseSource(page, source);
  return page;
}

const outcomes = async (page: Page) =>
  (await page.locator('.step').all()).length > 0
    ? await page.locator('.step h3 .badge').allTextContents()
    : [];

test('a webhook with a wrong signature is shown refused, as the vendor would get it', async () => {
  const page = await openTry('zoom');
  await page
    .getByRole('combobox', { name: 'Begin with a sample', exact: true })
    .selectOption({ label: await stateSample(page) });
  await page.getByRole('combobox', { name: 'Signed', exact: true }).selectOption('wrong-secret');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('.step.stopped').first().waitFor();
  expect(await outcomes(page)).toEqual([
    'done',
    'stopped here',
    'not reached',
    'not reached',
    'not reached',
    'stopped here',
  ]);
  const answer = await page.locator('.answer').textContent();
  expect(answer).toContain('HTTP 401');
  expect(answer).toContain('"type": "urn:cloud-connect-adapter:problem:signature-refused"');
  await picture(page, 'Try-wrong-signature');
  await page.close();
});

test('a right one is shown step by step down to the row, and the secret never', async () => {
  const page = await openTry('aircall');
  await page
    .getByRole('combobox', { name: 'Begin with a sample', exact: true })
    .selectOption({ label: await stateSample(page) });
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('.step').first().waitFor();
  const told = await page.locator('.try-result').textContent();
  expect(told).toContain('put into the body');
  expect(told).toContain('by the source’s own table');
  expect(told).toContain('"Activity":');
  expect(told).toContain('HTTP 200');
  await page.close();
});

test('a fault of a first-party sender is told with its path, to the letter of the answer', async () => {
  const page = await openTry('standard');
  await page
    .getByLabel('Payload, as the vendor sends it')
    .fill('{"type":"agent-activity","agentId":"","eventTime":"yesterday","state":"AVAIL"}');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('.step.stopped').first().waitFor();
  const answer = (await page.locator('.answer').textContent()) ?? '';
  expect(answer).toContain('HTTP 422');
  expect(answer).toContain('"path": "eventTime"');
  await page.close();
});

test('an event over AWS is tried without a signature, and sent', async () => {
  const page = await openTry('genesys');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('.step').first().waitFor();
  expect(await page.locator('.step').first().textContent()).toContain('IAM vouches for the sender');
  await expect.poll(() => page.getByRole('combobox', { name: 'Signed', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Send it' }).click();
  await page.getByRole('heading', { name: 'Sent' }).waitFor();
  await page.close();
});
