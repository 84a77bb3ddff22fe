import { describe, expect, it } from 'vitest';
import { LONGEST, longestFirst } from './longest-first.ts';

describe('the order of the files', () => {
  it('has the longest first, and the others as they were', () => {
    const files = [
      '/e2e/extended/silent.test.ts',
      '/e2e/extended/api.test.ts',
      '/e2e/extended/draft.test.ts',
      '/e2e/extended/faults.test.ts',
    ];
    expect(longestFirst(files, (file) => file)).toEqual([
      '/e2e/extended/faults.test.ts',
      '/e2e/extended/api.test.ts',
      '/e2e/extended/silent.test.ts',
      '/e2e/extended/draft.test.ts',
    ]);
  });

  it('goes by the folder too', () => {
    const files = ['/test/e2e/extended/worked-example.test.ts', '/test/extended/docs/worked-example.test.ts'];
    expect(longestFirst(files, (file) => file)).toEqual(files.toReversed());
  });

  it('names each file once', () => {
    expect(new Set(LONGEST).size).toBe(LONGEST.length);
  });
});
