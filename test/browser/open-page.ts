import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { browserVariable, findBrowser } from './find-browser.ts';

/** Where pictures of what was tested are kept, for whoever wants to look. */
export const artefacts = join(import.meta.dirname, '../../coverage/browser');

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A page, and what it did that it should not have. */
export type WatchedPage = {
  readonly page: Page;
  /** Errors of its scripts, what its policy refused, and requests to any other host. */
  readonly faults: readonly string[];
};

/** Throws where there is no browser: a test that cannot be run must not pass. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.env);
  if (executablePath === undefined)
    throw new Error(`there is no browser: run npm run test:browser, or name one by ${browserVariable}=PATH`);
  // Chromium's own sandbox needs more rights than a container's root has; the pages are ours.
  return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 }, ...options });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (host !== new URL(url).host && protocol !== 'blob:') faults.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  await page.locator('h1').waitFor();
  return { page, faults };
}

/** What axe finds wrong, one line each: rule, element and why. */
export async function axeFindings(page: Page): Promise<string[]> {
  // The page's policy takes no script but its own, and axe is one.
  const context = page.context();
  const session = await context.newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  await settled(page);
  await page.addScriptTag({ path: axePath });
  const found = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }
    ).axe.run({ resultTypes: ['violations'] });
    type Violation = { id: string; nodes: { target: unknown; failureSummary: string }[] };
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
    );
  });
  await session.detach();
  return found;
}

/** What the page asked for has come. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.waitForFunction(() => document.querySelector('.loading') === null);
}

/** Keeps a text beside the pictures. */
export function keep(name: string, text: string): void {
  mkdirSync(artefacts, { recursive: true });
  writeFileSync(join(artefacts, name), text);
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true });
}

/** Chooses a source on the Try page, and waits for its samples. */
export async function chooseSource(page: Page, source: string): Promise<void> {
  const samples = page.getByRole('combobox', { name: 'Begin with a sample', exact: true });
  const chosen = page.getByRole('combobox', { name: 'Source', exact: true });
  if ((await chosen.inputValue()) !== source) {
    const read = page.waitForResponse((answer) => answer.url().endsWith(`?source=${source}`));
    await chosen.selectOption(source);
    await read;
  }
  await page.waitForFunction(
    (select) => select instanceof HTMLSelectElement && !select.disabled,
    await samples.elementHandle(),
  );
}

/** The first of the chosen source's samples that tells of a state. */
export async function stateSample(page: Page): Promise<string> {
  const samples = page.getByRole('combobox', { name: 'Begin with a sample', exact: true });
  const labels = await samples.locator('option').allTextContents();
  return labels.find((label) => label.includes('state ')) ?? '';
}
