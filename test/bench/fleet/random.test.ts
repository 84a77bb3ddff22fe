import { describe, expect, it } from 'vitest';
import { exponential, hashed, mulberry32, normal } from './random.ts';

const draws = (draw: () => number) => Array.from({ length: 20_000 }, draw);
const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe('chance', () => {
  it('gives the same row for the same seed, and another for another', () => {
    const row = (seed: number) => Array.from({ length: 5 }, mulberry32(seed));
    expect(row(7)).toEqual(row(7));
    expect(row(7)).not.toEqual(row(8));
  });

  it('lies from 0 to 1, evenly', () => {
    const random = mulberry32(1);
    const persons = Array.from({ length: 20_000 }, (_, person) => person);
    const all = [...draws(random), ...persons.map((person) => hashed(1, person, 3))];
    const tenths = Array.from({ length: 10 }, (_, tenth) =>
      all.filter((one) => Math.floor(one * 10) === tenth),
    );
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThan(1);
    for (const tenth of tenths) expect(tenth.length / all.length).toBeCloseTo(0.1, 2);
  });

  it('has the mean that was asked for', () => {
    const random = mulberry32(1);
    expect(mean(draws(() => normal(8, 1.5, random)))).toBeCloseTo(8, 1);
    expect(mean(draws(() => exponential(3, random)))).toBeCloseTo(3, 1);
  });
});
