import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { DemoOptions } from '../../infra/console/demo-day/demo-day.ts';
import { openBrowser } from './open-page.ts';
import { type SampleConsole, startSampleConsole } from './sample-console.ts';

/** Something that is opened before a file's tests and closed after them. */
type Closable = { readonly close: () => Promise<void> };

/** The browser of a file's tests, to be asked for within them. */
export function useBrowser(): () => Browser {
  return useOpened(openBrowser);
}

/** A console on the demo day, likewise. */
export function useConsole(options: DemoOptions = {}): () => SampleConsole {
  return useOpened(() => startSampleConsole(options));
}

/** Opens it before all tests of the file, closes it after them in the reverse order; what failed to open is not closed. */
export function useOpened<Opened extends Closable>(open: () => Promise<Opened>): () => Opened {
  let opened: Opened | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.close();
  });
  return () => {
    if (opened === undefined) throw new Error('it is open only while tests run');
    return opened;
  };
}
