import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from './times.ts';
import { Traffic } from './traffic.ts';

describe('the traffic', () => {
  const traffic = new Traffic(HOUR, 4 * HOUR);
  const times = (count: number, moment: number) => {
    for (let request = 0; request < count; request += 1) traffic.count(moment);
  };
  times(9, 0);
  times(60, HOUR + 5);
  times(120, 2 * HOUR + 30 * MINUTE);
  times(60, 2 * HOUR + 40 * MINUTE);

  it('counts from its beginning on', () => {
    expect(traffic.sum(HOUR, 4 * HOUR)).toBe(240);
    expect(traffic.mean(HOUR, 4 * HOUR)).toBeCloseTo(240 / (3 * 3_600));
  });

  it('finds the busiest minute and the busiest hour', () => {
    expect(traffic.peak(HOUR, 4 * HOUR)).toEqual({ rate: 2, moment: 2 * HOUR + 30 * MINUTE });
    expect(traffic.peak(HOUR, 2 * HOUR)).toEqual({ rate: 1, moment: HOUR });
    expect(traffic.busiestHour(HOUR, 4 * HOUR)).toBe(2 * HOUR);
  });
});
