import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take long, by their paths in `test/`, the longest first: none of them is still running when all others are
 * done. Vitest itself goes by the size of a file where it has no times of a former run.
 */
export const LONGEST: readonly string[] = [
  // End to end, more than a minute.
  ...[
    'e2e/extended/faults',
    'e2e/extended/languages',
    'e2e/extended/accessibility',
    'e2e/extended/failures',
    'e2e/extended/configurable',
  ],
  ...[
    'e2e/extended/api',
    'e2e/extended/session',
    'e2e/extended/diagnostics',
    'e2e/extended/renewal',
    'e2e/extended/options',
    'e2e/extended/refusals',
  ],
  'e2e/extended/own-tenant',
  // Without a browser: they build, or have the whole of the project checked.
  ...['extended/docs/worked-example', 'extended/package/package', 'extended/package/web-ext-lint'],
  ...['package/gate', 'package/sizes', 'sdk/session/lifetime.property'],
];

/** `files` with those of `LONGEST` before the others. Throws where one of them is gone. */
export function longestFirst<T>(files: readonly T[], pathOf: (file: T) => string): T[] {
  const missing = LONGEST.filter((name) => !existsSync(join(import.meta.dirname, '..', fileOf(name))));
  if (missing.length > 0)
    throw new Error(`longest-first.ts names files that are gone: ${missing.join(', ')}.`);
  const rank = (file: T) => {
    const at = LONGEST.findIndex((name) => pathOf(file).endsWith(`/${fileOf(name)}`));
    return at === -1 ? LONGEST.length : at;
  };
  return [...files].sort((one, other) => rank(one) - rank(other));
}

const fileOf = (name: string) => `${name}.test.ts`;

/** https://vitest.dev/config/sequence.html#sequence-sequencer */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longestFirst(await super.sort(files), ({ moduleId }) => moduleId);
  }
}
