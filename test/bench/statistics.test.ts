import { describe, expect, it } from 'vitest';
import { median, middleHalf } from './statistics.ts';

describe('the statistics of the bench', () => {
  it('finds the middle of an odd and of an even count', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
  });

  it('refuses the median of nothing', () => {
    expect(() => median([])).toThrow(RangeError);
  });

  it('names the range of the middle half', () => {
    expect(middleHalf([1, 2, 3, 4, 5, 6, 7, 100])).toBe('3–7');
  });
});
