import { describe, expect, it } from 'vitest';
import { LONGEST, longestFirst } from './longest-first.ts';

describe('the order of the files', () => {
  it('has the longest first, and the others as they were', () => {
    const files = ['/e2e/silent.test.ts', '/e2e/api.test.ts', '/e2e/draft.test.ts', '/e2e/faults.test.ts'];
    expect(longestFirst(files, (file) => file)).toEqual([
      '/e2e/faults.test.ts',
      '/e2e/api.test.ts',
      '/e2e/silent.test.ts',
      '/e2e/draft.test.ts',
    ]);
  });

  it('goes by the folder too', () => {
    const files = ['/test/e2e/worked-example.test.ts', '/test/extended/docs/worked-example.test.ts'];
    expect(longestFirst(files, (file) => file)).toEqual(files.toReversed());
  });

  it('names each file once', () => {
    expect(new Set(LONGEST).size).toBe(LONGEST.length);
  });
});
