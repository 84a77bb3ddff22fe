import { describe, expect, it } from 'vitest';
import { growthOf, type Sample } from './cycles.ts';

const STILL: Sample = {
  'background heap, bytes': 3_000_000,
  'extension process, bytes': null,
  'popup heap, bytes': 8_000_000,
  'popup listeners': 120,
  'popup nodes': 400,
  alarms: 0,
  'storage keys': 5,
  'storage, bytes': 2_000,
  'journal entries over 100': 0,
  'IndexedDB databases': 1,
  'tabs and windows': 2,
};

/** A hundred samples, of which the value of one measure is `at(cycle)`. */
function samples(measure: keyof Sample, at: (cycle: number) => number): Sample[] {
  return Array.from({ length: 100 }, (_, cycle) => ({ ...STILL, [measure]: at(cycle) }));
}

function growing(measured: readonly Sample[]): string[] {
  return growthOf(measured)
    .filter(({ grows }) => grows)
    .map(({ measure }) => measure);
}

describe('growth over many cycles', () => {
  it('is none where nothing changes', () => {
    expect(growing(samples('alarms', () => 1))).toEqual([]);
  });

  it.each<[keyof Sample, (cycle: number) => number]>([
    ['popup listeners', (cycle) => 120 + cycle],
    ['alarms', (cycle) => (cycle > 80 ? 1 : 0)],
    ['storage keys', (cycle) => 5 + Math.floor(cycle / 20)],
    ['background heap, bytes', (cycle) => 3_000_000 + cycle * 10_000],
  ])('is found in %s', (measure, at) => {
    expect(growing(samples(measure, at))).toEqual([measure]);
  });

  it('is not what one cycle leaves to be thrown away in the next', () => {
    expect(growing(samples('popup nodes', (cycle) => (cycle % 10 === 3 ? 900 : 400)))).toEqual([]);
  });

  it('says nothing of what the browser does not tell', () => {
    expect(growthOf(samples('alarms', () => 0)).map(({ measure }) => measure)).not.toContain(
      'extension process, bytes',
    );
  });
});
