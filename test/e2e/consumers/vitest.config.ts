import { defineConfig } from 'vitest/config';
import e2e from '../vitest.config.ts';

/** Extensions of `test/consumers/`, built by their own tools with the packed SDK in them. Part of `npm run test:all`. */
export default defineConfig({
  ...e2e,
  test: {
    ...e2e.test,
    include: ['test/e2e/consumers/*.test.ts'],
    exclude: [],
    globalSetup: ['test/support/profile.ts', 'test/e2e/consumers/packed-sdk.ts'],
  },
});
