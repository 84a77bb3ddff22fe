import { afterEach, describe, expect, it } from 'vitest';
import { mulberry32 } from '../bench/fleet/random.ts';
import { runCase } from '../soak/cases.ts';
import { growthOf, measureCycles } from '../soak/cycles.ts';
import { OPERATIONS } from '../soak/operations.ts';
import { runRandomly } from '../soak/random-run.ts';
import { restoredCases } from '../soak/restored.ts';
import { troubleCases } from '../soak/suites.ts';
import { twoWindowsCase } from '../soak/two-windows.ts';
import { updateCases } from '../soak/updates.ts';
import { createYard, type Yard, type YardOptions } from '../soak/yard.ts';
import { BROWSERS } from './world.ts';

/** A short sample of `npm run soak`, the same each time: long enough to see that each kind of trouble can be lived through. */
describe.each(BROWSERS)('faults, in %s', (kind) => {
  const LONG = 120_000;
  let yard: Yard;
  afterEach(() => yard.end());

  const begin = async (environment: YardOptions['environment'] = {}) => {
    yard = await createYard(kind, { environment });
    return yard;
  };

  it.each(Object.values(OPERATIONS))(
    'leave a person a way on in a $name',
    async (operation) => {
      await begin(operation.login === 'hosted' ? { AUTH0_LOGIN: 'hosted' } : { AUTH0_SILENT: 'off' });
      const suites = await troubleCases(yard, operation);
      const random = mulberry32(operation.name.length);
      for (const cases of Object.values(suites)) {
        const one = cases[Math.floor(random() * cases.length)];
        if (one === undefined) throw new Error('There is no case.');
        await expect(runCase(yard, one, { lines: yard.browser.output.length }), one.name).resolves.toBeTypeOf(
          'string',
        );
      }
    },
    LONG,
  );

  it.each([...updateCases().slice(1, 2), ...updateCases().slice(3), ...restoredCases().slice(0, 1)])(
    'are lived through by somebody who is signed in: $name',
    async (one) => {
      await begin({ AUTH0_LOGIN: 'hosted' });
      expect(one.ends).toContain(await runCase(yard, one, { lines: 0 }));
    },
    LONG,
  );

  it(
    'do not come of two windows that sign in, out and renew against each other',
    async () => {
      await begin();
      const rounds = twoWindowsCase('two windows', 8, mulberry32(1));
      await expect(runCase(yard, rounds, { lines: 0 })).resolves.toBeTypeOf('string');
    },
    LONG,
  );

  it(
    'do not come of many sign-ins and sign-outs: nothing grows but what the browser has not thrown away yet',
    async () => {
      await begin({ AUTH0_SILENT: 'off' });
      const samples = await measureCycles(yard, 6, { lines: 0 });
      const counted = growthOf(samples).filter(({ measure }) => !/heap|process/.test(measure));
      expect(counted.length).toBeGreaterThan(4);
      expect(counted.filter(({ grows }) => grows)).toEqual([]);
    },
    LONG,
  );

  it(
    'may come in any order',
    async () => {
      await begin();
      const { endings } = await runRandomly(yard, { events: 60, seed: 5, seen: { lines: 0 } });
      expect(endings).toHaveLength(2);
    },
    LONG,
  );
});
