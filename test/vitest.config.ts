import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need a browser, and are run by npm run test:browser.
    exclude: ['test/browser/**'],
    reporters: ['default', './test/tally-reporter.ts'],
    // Bundling and process starts share the machine with the tests beside them.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // A third file at a time on two cores has starved the days that run on a faster clock.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
