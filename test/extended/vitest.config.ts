import { defineConfig } from 'vitest/config';
import units from '../vitest.config.ts';

/**
 * Unit tests that take long and that `npm run test:all` runs: they build and package the project in several ways, or
 * copy it and check the copy as a whole.
 */
export default defineConfig({
  ...units,
  test: {
    ...units.test,
    include: ['test/extended/**/*.test.ts'],
    exclude: [],
  },
});
