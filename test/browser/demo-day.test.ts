import { expect, test } from 'vitest';
import { showDemoDay } from '../../infra/console/demo-day/show-demo-day.ts';
import { openPage, settled } from './open-page.ts';
import { useBrowser } from './use-browser.ts';

const browser = useBrowser();

test('the demo day is a full console that says it is made up, and sends nothing', async () => {
  const stopped = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<string>();
  const lines: string[] = [];
  const running = showDemoDay({
    port: 0,
    print: (line) => void lines.push(line),
    openPage: opened.resolve,
    stopped: stopped.promise,
  });
  const url = await opened.promise;
  expect(lines).toEqual([expect.stringContaining(url)]);
  const { page, faults } = await openPage(browser(), url);
  await page.getByText('A made-up day, to look around in').waitFor();
  await page.locator('.source.wrong', { hasText: 'silent for 2 h 5' }).waitFor();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByText(/^60 agents, /).waitFor();
  await page.getByRole('link', { name: 'Try', exact: true }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Send it' }).click();
  await page.getByText('nothing runs behind this made-up day').waitFor();
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
  await page.close();
  stopped.resolve();
  await running;
});
