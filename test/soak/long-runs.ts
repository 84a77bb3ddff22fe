/** The two runs that go on for long: many cycles, in which nothing may grow, and anything in any order. */
import type { BrowserKind } from '../support/browser.ts';
import { growthOf, measureCycles } from './cycles.ts';
import { runRandomly } from './random-run.ts';
import { createYard } from './yard.ts';

/** Prints what has become of each measure, and gives how many have grown. */
export async function soakCycles(kind: BrowserKind, cycles: number): Promise<number> {
  // A sign-in in a window finds the tenant without a session, as the form does.
  const yard = await createYard(kind, { environment: { AUTH0_SILENT: 'off' } });
  try {
    const growth = growthOf(await measureCycles(yard, cycles, { lines: 0 }));
    console.log(`${kind}, ${cycles} cycles of sign-in, renewal and sign-out:`);
    for (const { measure, tenths, grows } of growth) {
      console.log(`  ${measure}: ${briefly(tenths.map(Math.round))}${grows ? ' — GROWS' : ''}`);
    }
    return growth.filter(({ grows }) => grows).length;
  } finally {
    await yard.end();
  }
}

/** Prints how often each event came and how it ended each time that somebody looked. Throws where something is broken. */
export async function soakRandomly(kind: BrowserKind, events: number, seed: number): Promise<number> {
  const yard = await createYard(kind);
  try {
    const { counts, endings } = await runRandomly(yard, { events, seed, seen: { lines: 0 } });
    console.log(`${kind}, ${events} random events, seed ${seed}, ${endings.length} looks, 0 broken:`);
    for (const [name, count] of Object.entries(counts)) console.log(`  ${name}: ${count}`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await yard.end();
  }
}

/** A row of numbers, or the one number that all of them are. */
function briefly(numbers: readonly number[]): string {
  return (new Set(numbers).size === 1 ? numbers.slice(0, 1) : numbers).join(', ');
}
