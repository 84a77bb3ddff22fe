import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';
import { HANG_MS } from './support/time-limits.ts';
import { unitConfig } from './support/unit/config.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Everything that needs no browser: units, the local tenant, the build, the rules of the house. */
export default defineConfig({
  root: ROOT,
  // What the build puts in, for modules that read the configuration of their build.
  define: { __LATCHKEY_CONFIG__: JSON.stringify(JSON.stringify(unitConfig())) },
  resolve: {
    alias: [
      // The real one throws where there is no browser.
      { find: 'webextension-polyfill', replacement: path.join(ROOT, 'test/support/unit/fake-browser.ts') },
      // tooling/build/lock-assets.ts makes them.
      {
        find: /^latchkey-assets\/(.*)$/,
        replacement: path.join(ROOT, 'test/support/unit/lock-assets/$1.ts'),
      },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/unit/shared-fixtures.ts'],
    setupFiles: ['test/support/unit/setup.ts'],
    exclude: ['test/e2e/**', 'test/extended/**'],
    testTimeout: HANG_MS,
    hookTimeout: HANG_MS,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    unstubGlobals: true,
    // Nothing answers behind a document of happy-dom.
    environmentOptions: {
      happyDOM: { settings: { disableCSSFileLoading: true, handleDisabledFileLoadingAsSuccess: true } },
    },
    // As esbuild does it: the default of a CommonJS module is the whole of it.
    deps: { interopDefault: false },
    server: { deps: { inline: [/react-transition-group\/esm/] } },
  },
});
