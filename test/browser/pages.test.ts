import { describe, expect, test } from 'vitest';
import { axeFindings, openPage, picture, settled } from './open-page.ts';
import { useBrowser, useConsole } from './use-browser.ts';

const browser = useBrowser();
const shown = useConsole();
const empty = useConsole({ isEmpty: true });
const readOnly = useConsole({
  kind: 'deployed',
  readOnly: 'This console shows production, and changes nothing.',
});

const parts = [
  ['', 'Now'],
  ['agents', 'Agents'],
  ['volume', 'Volume'],
  ['try', 'Try'],
  ['codes', 'Codes'],
  ['dead-letters', 'Dead letters'],
] as const;

describe.each(parts)('the part at /%s', (path, title) => {
  test.each(['light', 'dark'] as const)(
    'is clean by axe, and asks no other host, %s',
    async (colorScheme) => {
      const { page, faults } = await openPage(browser(), shown().url + path, { colorScheme });
      await settled(page);
      expect(await page.locator('h1').textContent()).toBe(title);
      expect(await page.title()).toBe(`${title} · Cloud Connect adapter`);
      await picture(page, `${title}-${colorScheme}`);
      expect(faults).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
      await page.close();
    },
  );

  test('is read on a narrow screen without moving it sideways', async () => {
    const { page, faults } = await openPage(browser(), shown().url + path, {
      viewport: { width: 390, height: 800 },
    });
    await settled(page);
    const { wide, screen } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      screen: innerWidth,
    }));
    await picture(page, `${title}-narrow`);
    expect(wide).toBeLessThanOrEqual(screen);
    expect(faults).toEqual([]);
    await page.close();
  });

  test('says what to do where nothing has happened yet', async () => {
    const { page, faults } = await openPage(browser(), empty().url + path);
    await settled(page);
    await picture(page, `${title}-empty`);
    if (title === 'Now')
      expect(await page.locator('.verdict').textContent()).toContain('Send a sample on the Try page');
    if (title === 'Now')
      expect(await page.getByRole('list', { name: 'Sent nothing yet' }).textContent()).toContain('zoom');
    else expect((await page.locator('.empty').textContent())?.length).toBeGreaterThan(40);
    expect(faults).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });
});

describe('within a minute, from the page alone', () => {
  test('it says which source is silent, since when, and what to do', async () => {
    const { page } = await openPage(browser(), shown().url);
    const source = page.locator('.source', { hasText: 'aircall' });
    await source.waitFor();
    expect(await source.textContent()).toMatch(/wrong.*aircall.*silent for 2 h 5\d min/);
    const finding = await page.locator('.findings li').first().textContent();
    expect(finding).toMatch(/^wrongaircall is silent\. Sent last 2 h 5\d min ago, longer than usual/);
    expect(finding).toContain("switch the vendor's subscription on again");
    await page.close();
  });

  test('it says how fresh the data is, when the window closes and how long the token lives', async () => {
    const { page } = await openPage(browser(), shown().url);
    const stage = (name: string) => page.locator('.stage', { hasText: name });
    await stage('Cloud Connect API').waitFor();
    expect(await stage('Cloud Connect API').textContent()).toContain(
      '24 s fresh without aircall, which is silent',
    );
    // Between one window and the next there is nothing to count down to.
    await expect
      .poll(() => stage('Events queue').textContent())
      .toMatch(/9 messages.*window closes in \d+ s/);
    expect(await stage('Access token').textContent()).toMatch(/expires in (39|40|41) min/);
    await page.close();
  });

  test('it says which agent is in which state since when', async () => {
    const { page } = await openPage(browser(), `${shown().url}agents`);
    const option = page.getByRole('option', { name: /^1001/ });
    expect(await option.textContent()).toMatch(/^1001[A-Z]+ since \d\d:\d\d · \d+ (s|min|h)/);
    await page.getByRole('button', { name: 'Table' }).click();
    const row = page.getByRole('row', { name: /^1001 / });
    expect(await row.textContent()).toMatch(/^1001[A-Z]+.*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    await row.getByRole('button', { name: '1001' }).click();
    const detail = page.locator('.agent-detail');
    expect(await detail.textContent()).toMatch(/In [A-Z]+ since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, for/);
    expect(await detail.textContent()).toContain('happened → received');
    await page.close();
  });

  test('it says why a dead letter is dead', async () => {
    const { page } = await openPage(browser(), `${shown().url}dead-letters`);
    await page.getByRole('button', { name: /has no WFM code/ }).click();
    await page.locator('.letter').getByText('In its own words').waitFor();
    const letter = await page.locator('.letter').textContent();
    expect(letter).toContain('no table has it, it has no class');
    expect(letter).toContain(
      'Add it to the source’s codes (the console’s Codes page shows the change to make), deploy, then redrive.',
    );
    expect(letter).toContain('the state "Huddle" has no code');
    await page.close();
  });
});

const notLogged = useConsole({ kind: 'deployed', readOnly: 'It changes nothing.', isLogged: false });

describe('over a deployed stack', () => {
  test('agents are read when somebody asks, since each reading is paid for, and the page says so', async () => {
    const { page } = await openPage(browser(), `${readOnly().url}agents`);
    await page.getByText('Each reading is a paid query of the log').waitFor();
    let reads = 0;
    page.on('request', (request) => {
      if (request.url().includes('/api/agents')) reads += 1;
    });
    await page.waitForTimeout(6000);
    expect(reads).toBe(0);
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect.poll(() => reads).toBe(1);
    await page.close();
  });

  test.each([
    ['agents', 'Which agent was in which state is not known here.'],
    ['codes', 'Which states and reasons were seen is not known here.'],
  ])(
    'that does not log its rows, the part at /%s says what it cannot show, why, and what to set',
    async (path, title) => {
      const { page } = await openPage(browser(), notLogged().url + path);
      const empty = page.locator('.empty', { hasText: title });
      await empty.getByText('set "logs": {"rows": true} in its configuration and deploy').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.close();
    },
  );

  test('nothing can be sent, redriven or discarded, and it says why and what to use', async () => {
    const { page } = await openPage(browser(), `${readOnly().url}try`);
    await settled(page);
    expect(await page.locator('.read-only').textContent()).toContain('changes nothing');
    expect(await page.getByRole('button', { name: 'Send it' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.getByLabel('Choose all that are listed').check();
    expect(await page.getByRole('button', { name: 'Redrive …' }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Discard …' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: /has no WFM code/ }).click();
    const letter = page.locator('.letter');
    await letter.getByText('In its own words').waitFor();
    expect(await letter.textContent()).toMatch(
      /npm run ops -- dead-letters redrive \S+ --environment production/,
    );
    await page.close();
  });

  test('a payload is tried out all the same, with a secret that is made up', async () => {
    const { page } = await openPage(browser(), `${readOnly().url}try`);
    await settled(page);
    await page.getByRole('button', { name: 'Try it, without sending' }).click();
    await page.locator('.step').first().waitFor();
    expect(await page.locator('.step').first().textContent()).toContain('a secret made up for this trial');
    await expect.poll(() => page.locator('.step.done').count()).toBe(6);
    await page.close();
  });
});
