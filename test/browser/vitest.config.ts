import { defineConfig } from 'vitest/config';

/** The tests in a real browser, which `npm run test:browser` runs once it has one. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    reporters: ['default', './test/tally-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // A browser and a local run share the machine with the tests.
    maxWorkers: 2,
  },
});
