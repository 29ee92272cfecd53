import { expect, test } from 'vitest';
import type { ConsoleData } from '../../infra/console/data.ts';
import { Unavailable } from '../../shared/errors.ts';
import { axeFindings, openPage, picture } from './open-page.ts';
import { startSampleConsole } from './sample-console.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const down = useConsole({ isApiDown: true });

test('in an outage of the API it says so first, what waits since when, how old the data is and why letters are dead', async () => {
  const { page, faults } = await openPage(browser(), down().url);
  const findings = page.locator('.findings li');
  await findings.first().waitFor();
  const told = await findings.allTextContents();
  expect(told[0]).toMatch(/^wrongCloud Connect API: 10 of the last 10 requests with states failed/);
  expect(told[0]).toContain('What to do: Call CommunityWFM with the answer and its time.');
  expect(told[1]).toMatch(/^wrongEvents queue: .* holds 412 messages.* the oldest has waited for 29 min/);
  expect(told[2]).toMatch(/^wrongaircall is silent\. Sent last 2 h 5\d min ago, longer than usual/);
  expect(told[3]).toContain('a state without a code (1 from zoom), refused by the API (1 from zoom)');
  const api = page.locator('.stage.wrong', { hasText: 'Cloud Connect API' });
  expect(await api.textContent()).toContain('over 15 min behind');
  expect(await page.getByText(/\bfresh\b/).count()).toBe(0);
  await picture(page, 'Now-outage');
  expect(faults).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
});

test('what is shown counts as over while the server hangs or cannot look, and goes on by itself afterwards', async () => {
  /** What looking at the deployment does instead, where it does. */
  let look: ConsoleData['now'] | undefined;
  const shown = await startSampleConsole({}, (data) => ({ ...data, now: () => look?.() ?? data.now() }));
  const page = await browser().newPage();
  await page.clock.install();
  await page.goto(shown.url);
  const live = page.getByText('Live: looked at');
  await live.waitFor();

  const hanging = Promise.withResolvers<never>();
  const hung = Promise.withResolvers<void>();
  look = () => {
    hung.resolve();
    return hanging.promise;
  };
  await hung.promise;
  await page.clock.fastForward(60_000);
  await page.getByText('Not live: The console’s server tells nothing any more: is it hanging?').waitFor();
  const silent = page.locator('.source', { hasText: 'aircall' }).locator('.source-last');
  const before = await silent.textContent();
  await page.clock.fastForward(3_600_000);
  await page.getByText(/1 h 1 min ago/).waitFor();
  expect(await silent.textContent()).toBe(before);
  await picture(page, 'Now-stale');

  look = async () => {
    throw new Unavailable('CloudWatch did not give its metrics');
  };
  hanging.reject(new Unavailable('CloudWatch did not give its metrics'));
  await page.getByText('Not live: CloudWatch did not give its metrics.').waitFor();
  look = undefined;
  await live.waitFor();
  await page.close();
  await shown.close();
});

test('a stream that was refused is asked for again', async () => {
  const page = await browser().newPage();
  let asked = 0;
  await page.route('**/api/now/stream', async (route) => {
    asked += 1;
    if (asked === 1) await route.fulfill({ status: 503, body: '{}' });
    else await route.continue();
  });
  await page.goto(down().url);
  await page.getByText('The console’s server does not answer').waitFor();
  await page.getByText('Live: looked at').waitFor();
  expect(asked).toBe(2);
  await page.close();
});
