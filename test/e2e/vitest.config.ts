import { defineConfig } from 'vitest/config';

/** End to end, in real browsers. Two files at a time: each has a browser, a tenant and a build of its own. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/e2e/**/*.test.ts'],
    setupFiles: ['test/e2e/close-kept-browsers.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
