import { join } from 'node:path';
import { defineConfig } from 'vite';

/**
 * The page as plain files in `../built`, which are committed: `npm start` serves them without building anything. A test
 * builds them again and compares, so the build must give the same bytes anywhere.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: 'public',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(import.meta.dirname, '../built'),
    emptyOutDir: true,
    // Browsers of 2024 and later: what the page is written in is what they run.
    target: ['chrome126', 'firefox128', 'safari18'],
    // Everything in one style and one script: a page of this size loads in one go, from this machine.
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
  },
});
