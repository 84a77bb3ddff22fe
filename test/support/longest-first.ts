import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take longest, longest first: none of them should still run when all others are done. */
const LONGEST: readonly string[] = [
  'e2e/extended/accessibility.test.ts',
  'e2e/extended/own-tenant.test.ts',
  'e2e/extended/browser-settings.test.ts',
  'e2e/extended/options.test.ts',
  'e2e/extended/faults.test.ts',
  'e2e/extended/failures.test.ts',
  'extended/package/package.test.ts',
  'extended/package/web-ext-lint.test.ts',
];

/** Runs the longest files first (https://vitest.dev/config/sequence.html#sequence-sequencer). */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return index === -1 ? LONGEST.length : index;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
