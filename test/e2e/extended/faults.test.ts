import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mulberry32 } from '../../bench/fleet/random.ts';
import { type Case, tryCase } from '../../soak/cases.ts';
import { growthOf, measureCycles } from '../../soak/cycles.ts';
import { OPERATIONS } from '../../soak/operations.ts';
import { runRandomly } from '../../soak/random-run.ts';
import { restoredCases } from '../../soak/restored.ts';
import { FORM_ALONE, HOSTED, troubleCases } from '../../soak/suites.ts';
import { twoWindowsCase } from '../../soak/two-windows.ts';
import { updateCases } from '../../soak/updates.ts';
import { createYard, type Yard, type YardOptions } from '../../soak/yard.ts';
import { itOnce } from '../one-browser.ts';
import { BROWSERS } from '../world.ts';

/** A short sample of `npm run soak`, the same each time: one of each kind of trouble, each in another operation. */
describe.each(BROWSERS)('faults, in %s', (kind) => {
  const once = itOnce(kind);
  let yard: Yard;
  const inYard = (options: YardOptions) => {
    beforeAll(async () => {
      yard = await createYard(kind, options);
    });
    afterAll(() => yard.end());
  };
  /** How a person found it, or why it is broken. */
  const endingOf = async (one: Case) => {
    const outcome = await tryCase(yard, one, { lines: yard.browser.output.length });
    return 'ending' in outcome ? outcome.ending : outcome.broken;
  };
  /** The case of that number, counted round. */
  const endingOfCase = async (operation: keyof typeof OPERATIONS, trouble: string, number: number) => {
    const cases = (await troubleCases(yard, OPERATIONS[operation]))[trouble] ?? [];
    const one = cases[number % cases.length];
    return one === undefined ? 'There is no case.' : endingOf(one);
  };
  const ENDS = /^(signed in|signed out|asked again|error)$/;

  describe('of what a window and the background do', () => {
    inYard(HOSTED);

    it.each([
      ['renewal', 'broken off at each step', 1],
      ['renewal', 'each wrong answer', 7],
      ['byWindow', 'updated meanwhile', 1],
      ['silently', 'the network lost', 1],
      ['signOut', 'storage that fails', 9],
    ] as const)('leave a person a way on: %s, %s (case %i)', async (operation, trouble, number) => {
      expect(await endingOfCase(operation, trouble, number)).toMatch(ENDS);
    });

    it.each([...updateCases().slice(3), ...restoredCases().slice(0, 1)])(
      'are lived through by somebody who is signed in: $name',
      async (one) => {
        expect(one.ends).toContain(await endingOf(one));
      },
    );
  });

  describe('of what the form does', () => {
    inYard(FORM_ALONE);

    it.each([
      ['broken off at each step', 3],
      ['each wrong answer', 30],
    ])('leave a person a way on: %s (case %i)', async (trouble, number) => {
      expect(await endingOfCase('byForm', trouble, number)).toMatch(ENDS);
    });

    once(
      'do not come of many sign-ins and sign-outs: nothing grows but what the browser has not thrown away yet',
      async () => {
        const samples = await measureCycles(yard, 4, { lines: yard.browser.output.length });
        const counted = growthOf(samples).filter(({ measure }) => !/heap|process/.test(measure));
        expect(counted.length).toBeGreaterThan(4);
        expect(counted.filter(({ grows }) => grows)).toEqual([]);
      },
    );
  });

  describe('of everything at once', () => {
    inYard({});

    once('do not come of two windows that sign in, out and renew against each other', async () => {
      expect(await endingOf(twoWindowsCase('two windows', 6, mulberry32(1)))).toMatch(ENDS);
    });

    it('may come in any order', async () => {
      const seen = { lines: yard.browser.output.length };
      const { endings } = await runRandomly(yard, { events: 20, seed: 5, seen });
      expect(endings).toHaveLength(1);
    });
  });
});
