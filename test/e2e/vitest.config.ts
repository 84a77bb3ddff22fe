import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from '../support/longest-first.ts';
import { HANG_MS, WAIT_MS } from '../support/time-limits.ts';

/**
 * Tests in real browsers: `test/e2e/core` is part of `npm test`, `test/e2e/extended` of `npm run test:all`. Each process runs
 * many files (`isolate: false`) with the same browsers and tenant.
 */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/e2e/{core,extended}/*.test.ts'],
    globalSetup: ['test/support/profile.ts'],
    setupFiles: ['test/e2e/pool-setup.ts'],
    pool: 'forks',
    isolate: false,
    // Tests wait for browsers most of the time, so each core can run two files.
    maxWorkers: Math.min(2 * availableParallelism(), 4),
    sequence: { sequencer: LongestFirst },
    testTimeout: HANG_MS,
    hookTimeout: HANG_MS,
    expect: { poll: { timeout: WAIT_MS } },
  },
});
