import { expect, test } from 'vitest';
import { startLocalRun } from '../../infra/local/local-run.ts';
import { openLocalConsole } from '../../infra/local/open-local-console.ts';
import { localTarget } from '../../infra/local/ops-command.ts';
import { openDeployment } from '../../infra/ops/open-deployment.ts';
import { parseCommand } from '../../infra/ops/parse-command.ts';
import { runCommand } from '../../infra/ops/run-command.ts';
import { startApiInFront } from '../end-to-end/api-in-front.ts';
import { post } from '../end-to-end/running-system.ts';
import { screen } from '../unit/ops/sample.ts';
import { chooseSource, openPage, picture, settled, stateSample } from './open-page.ts';
import { useBrowser, useOpened } from './use-browser.ts';

const browser = useBrowser();
const api = useOpened(startApiInFront);
const run = useOpened(async () => {
  const { baseUrl, credentials } = api();
  const options = { port: 0, sandboxPort: 0, windowSeconds: 2, sourceSecrets: {} };
  return await startLocalRun({ ...options, api: { baseUrl, ...credentials } }, () => {});
});
const shown = useOpened(() => openLocalConsole(run(), 0));

const state = (agentId: string, word = 'AVAIL') => ({
  type: 'agent-activity',
  agentId,
  eventTime: new Date().toISOString(),
  state: word,
});

test('what comes in is told live: the source, its rows and how fresh they are, without loading the page again', async () => {
  const { page, faults } = await openPage(browser(), shown().url);
  const source = page.locator('.source', { hasText: 'standard' });
  await page.getByRole('list', { name: 'Sent nothing yet' }).getByText('standard').waitFor();
  await post(run(), state('live'));
  await source.getByText('active in the last minute').waitFor();
  await page
    .locator('.stage', { hasText: 'Cloud Connect API' })
    .getByText(/\d+ m?s fresh/)
    .waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('a payload is tried without a trace, then sent, and its agent is on the page with state and delays', async () => {
  const { page, faults } = await openPage(browser(), `${shown().url}try`);
  await settled(page);
  await chooseSource(page, 'zoom');
  const samples = page.getByRole('combobox', { name: 'Begin with a sample', exact: true });
  await samples.selectOption({ label: await stateSample(page) });
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.locator('.step.done').nth(5).waitFor();
  const agentId =
    /"AgentId": "([^"]+)"/.exec((await page.locator('.try-result').textContent()) ?? '')?.[1] ?? '';
  expect(agentId).not.toBe('');
  const secret = run().sources.find(({ name }) => name === 'zoom')?.secrets[0] ?? 'none';
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: 'Send it' }).click();
  await page.getByText('It was taken.').waitFor();
  await page.getByRole('link', { name: 'Agents' }).click();
  const option = page.locator('[role=option]', { hasText: agentId });
  await option.waitFor();
  await option.click();
  const detail = page.locator('.agent-detail');
  await detail.getByText('received → accepted').first().waitFor();
  expect(await page.locator('[role=option]').allTextContents()).toHaveLength(2);
  await picture(page, 'Local-run-agents');
  expect(faults).toEqual([]);
  await page.close();
});

test('a row that the API refused is a dead letter on the page, and is delivered by redriving it there', async () => {
  api().refuseBodies((body) => body.includes('"refused-one"'));
  await post(run(), { events: [state('refused-one'), state('other')] });
  const { page, faults } = await openPage(browser(), `${shown().url}dead-letters`);
  await settled(page);
  const open = page.getByRole('button', { name: /The Cloud Connect API refused this row/ });
  for (let tries = 0; tries < 60 && (await open.count()) === 0; tries++) {
    await page.waitForTimeout(1000);
    await page.reload();
    await settled(page);
  }
  await open.click();
  await page.locator('.letter').getByText('agent is not known here').waitFor();
  api().refuseBodies(() => false);
  await page.locator('.letter').getByRole('button', { name: 'Redrive …' }).click();
  await page.getByRole('dialog').getByText('would go back to the events queue').waitFor();
  await page.getByRole('button', { name: 'Redrive 1' }).click();
  await page.getByText('1 redriven').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('There are no dead letters.').waitFor();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.locator('[role=option]', { hasText: 'refused-one' }).getByText(/AVAIL/).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

test('ops console shows the same run, behind a key, and refuses to change it whatever asks', async () => {
  const stopped = Promise.withResolvers<void>();
  const { terminal, lines } = screen();
  const words = ['console', '--local', localTarget(run().aws.url, run().aws.administrator), '--port', '0'];
  const command = parseCommand(words);
  const deployment = await openDeployment(command.target);
  const running = runCommand(command, deployment, {
    ...terminal,
    now: Date.now,
    stopped: () => stopped.promise,
  });
  await expect.poll(() => lines.length).toBe(1);
  const [address = ''] = /http\S+/.exec(lines[0] ?? '') ?? [];
  const { origin } = new URL(address);
  expect((await fetch(`${origin}/api/now`)).status).toBe(401);

  const { page, faults } = await openPage(browser(), address);
  await page
    .locator('.source', { hasText: 'standard' })
    .getByText(/active in the last minute|last event/)
    .waitFor();
  expect(page.url()).not.toContain('key');
  expect(await page.locator('.read-only').textContent()).toContain('changes nothing');
  const refused = await page.evaluate(async () => {
    const order = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ action: 'discard', ids: ['any'] });
    return await (await fetch('/api/letters/change', { ...order, body })).json();
  });
  expect(refused.message).toContain('changes nothing');
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
  await page.close();
  stopped.resolve();
  expect(await running).toBe(true);
  deployment.close();
});

test('the page says so when its server goes away, and goes on by itself when it is back', async () => {
  const own = await openLocalConsole(run(), 0);
  const { page } = await openPage(browser(), own.url);
  await page.getByText('Live: looked at').waitFor();
  await own.close();
  await page.getByText('Not live: The console’s server does not answer: is it still running?').waitFor();
  await page.getByText(/What is shown was so at \d\d:\d\d:\d\d UTC, \d+ s ago/).waitFor();
  const again = await openLocalConsole(run(), Number(new URL(own.url).port));
  await page.getByText('Live: looked at').waitFor();
  await page.close();
  await again.close();
});
