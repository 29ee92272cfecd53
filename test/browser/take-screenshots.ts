import { join } from 'node:path';
import { openBrowser, settled } from './open-page.ts';
import { startSampleConsole } from './sample-console.ts';

/** The README's pictures, of the demo day at a time that stays the same. */
const nowMs = Date.parse('2026-11-23T15:20:10Z');
const folder = join(import.meta.dirname, '../../infra/console/screenshots');
const viewport = { width: 1360, height: 860 };

const shown = await startSampleConsole({ agents: 40, now: () => nowMs });
const browser = await openBrowser();
try {
  for (const [path, name] of [
    ['', 'now'],
    ['agents', 'agents'],
    ['volume', 'volume'],
  ] as const) {
    const page = await browser.newPage({ viewport, colorScheme: 'light' });
    await page.clock.setFixedTime(nowMs);
    await page.goto(shown.url + path);
    await settled(page);
    if (name === 'now') await page.locator('.stage').first().waitFor();
    if (name === 'agents')
      await page.locator('.timeline-bands canvas').hover({ position: { x: 470, y: 135 } });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: name !== 'agents' });
    await page.close();
  }
} finally {
  await browser.close();
  await shown.close();
}
