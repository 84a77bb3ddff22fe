import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NETWORKS } from '../../support/unit/model-tenant.ts';
import { type Happening, STORAGES, World } from '../../support/unit/renewal-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const who = fc.constantFrom(0, 1);

/** Most of the time all is well. */
const network = fc.option(fc.constantFrom(...NETWORKS), { nil: 'fine' as const, freq: 2 });
const storage = fc.option(fc.constantFrom(...STORAGES), { nil: 'fine' as const, freq: 2 });

const jumps = fc.constantFrom(
  ...[MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 3 * DAY, 400 * DAY],
  ...[-10 * MINUTE, -3 * HOUR, -400 * DAY],
);

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('sign in'),
      who,
      isRenewable: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('sign in silently'), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('sign out'), who }) },
  { weight: 16, arbitrary: fc.record({ what: fc.constant('ask for a token'), who }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('look after the session'), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('restart'), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('restart at the next answer'), who }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('network'), network }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('storage'), storage }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('the tenant ends it') }) },
  { weight: 12, arbitrary: fc.record({ what: fc.constant('clock'), by: jumps }) },
);

/** How much of what waits goes on before the next thing happens: little, or all. */
const steps = fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 6 }) }, fc.constant(Number.POSITIVE_INFINITY));

const first: fc.Arbitrary<Happening> = fc.constantFrom(
  { what: 'sign in', who: 0, isRenewable: true },
  { what: 'sign in silently', who: 0 },
);

/** What happens to somebody who signed in some time ago. */
const lives: fc.Arbitrary<readonly (readonly [Happening, number])[]> = fc
  .tuple(first, fc.array(fc.tuple(happenings, steps), { maxLength: 60, size: 'max' }))
  .map(([signIn, later]) => [
    [signIn, Number.POSITIVE_INFINITY],
    [{ what: 'clock', by: 2 * HOUR }, 0],
    ...later,
  ]);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal);
});

/** Lives a life to its end, and then asks each context, and a new one, for a token, when everything works again. */
async function live(world: World, life: readonly (readonly [Happening, number])[]): Promise<void> {
  vi.stubGlobal('navigator', { locks: world.locks });
  for (const [happening, steps] of life) {
    world.begin(happening);
    await world.go(steps);
  }
  await world.go(Number.POSITIVE_INFINITY);
  world.mend();
  world.begin({ what: 'restart', who: 1 });
  for (const context of [0, 1]) {
    const asked = world.ask(context);
    await world.go(Number.POSITIVE_INFINITY);
    expect(world.expected(), `what context ${context} hears`).toContain(await asked);
  }
}

describe('a session tells the truth, whatever happens in whatever order', () => {
  it.each([
    ['ends a session of which a refresh token comes twice', false],
    ['lets a refresh token come twice, until one that came of it has come', true],
  ])('where the tenant %s', async (_name, overlap) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), lives, (scheduler, life) =>
        live(new World(scheduler, { overlap }), life),
      ),
    );
  });
});
