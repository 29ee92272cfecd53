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
    // One more than the cores of a small machine: most of the long files wait for windows and schedules more than they reckon.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
});
