import { defineConfig } from 'vitest/config';
import { LongestFirst } from '../support/longest-first.ts';

/** End to end, in real browsers. Three files at a time, for two cores: each has a browser, a tenant and a build of its own, and
 * waits for them a sixth of its time. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/e2e/**/*.test.ts'],
    setupFiles: ['test/e2e/close-kept-browsers.ts'],
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
