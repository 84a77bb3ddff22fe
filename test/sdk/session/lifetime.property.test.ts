import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';
import { NETWORKS } from '../../support/unit/model-tenant.ts';
import { ACTIONS, World, type WorldEvent } from '../../support/unit/two-contexts.ts';

const HOUR = 3_600_000;

const context = fc.constantFrom(0, 1);
const events: fc.Arbitrary<WorldEvent> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({ action: fc.constantFrom(...ACTIONS, 'request a token'), context }),
  },
  { weight: 2, arbitrary: fc.record({ restart: context }) },
  { weight: 4, arbitrary: fc.record({ network: fc.constantFrom(...NETWORKS, 'fine') }) },
  { weight: 8, arbitrary: fc.record({ time: fc.constantFrom(60_000, HOUR, 72 * HOUR) }) },
);
/** How many scheduled steps run before the next event: few, or all. */
const steps = fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 6 }) }, fc.constant(Number.POSITIVE_INFINITY));
const histories = fc.array(fc.tuple(events, steps), { maxLength: 60, size: 'max' });

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal);
});

it('stores, renews and removes a session correctly in any order of events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), histories, async (scheduler, history) => {
      const world = new World(scheduler);
      world.dispatch({ action: 'sign in', context: 0 });
      await world.advance();
      world.dispatch({ time: 2 * HOUR });
      for (const [event, count] of history) {
        world.dispatch(event);
        await world.advance(count);
      }
      await world.advance();
      world.dispatch({ network: 'fine' });
      world.dispatch({ time: 25 * HOUR });
      for (const index of [0, 1]) {
        const received = world.run('request a token', index);
        await world.advance();
        expect(await received, `token of context ${index}`).toBe(world.expectedToken());
      }
    }),
    { numRuns: 200 },
  );
});
