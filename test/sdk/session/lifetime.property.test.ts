import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NETWORKS } from '../../support/unit/model-tenant.ts';
import { ACTS, type Happening, World } from '../../support/unit/two-contexts.ts';

const HOUR = 3_600_000;

const who = fc.constantFrom(0, 1);
const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ act: fc.constantFrom(...ACTS, 'ask for a token'), who }) },
  { weight: 2, arbitrary: fc.record({ restart: who }) },
  { weight: 4, arbitrary: fc.record({ network: fc.constantFrom(...NETWORKS, 'fine') }) },
  { weight: 8, arbitrary: fc.record({ pass: fc.constantFrom(60_000, HOUR, 72 * HOUR) }) },
);
/** How much of what waits goes on before the next thing happens: little, or all. */
const steps = fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 6 }) }, fc.constant(Number.POSITIVE_INFINITY));
const lives = fc.array(fc.tuple(happenings, steps), { maxLength: 60, size: 'max' });

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal);
});

describe('a session', () => {
  it('is stored, renewed and removed as the user acts, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), lives, async (scheduler, life) => {
        const world = new World(scheduler);
        world.begin({ act: 'sign in', who: 0 });
        await world.go(Number.POSITIVE_INFINITY);
        world.begin({ pass: 2 * HOUR });
        for (const [happening, some] of life) {
          world.begin(happening);
          await world.go(some);
        }
        await world.go(Number.POSITIVE_INFINITY);
        world.begin({ network: 'fine' });
        world.begin({ pass: 25 * HOUR });
        for (const context of [0, 1]) {
          const received = world.run('ask for a token', context);
          await world.go(Number.POSITIVE_INFINITY);
          expect(await received, `what context ${context} receives`).toBe(world.expected());
        }
      }),
      { numRuns: 200 },
    );
  });
});
