/** Anything, one after the other, in an order that a seed decides. */
import { mulberry32 } from '../bench/fleet/random.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import { EVENTS, type Scene } from './events.ts';
import { inPage } from './in-page.ts';
import { expectInvariants, type Seen } from './invariants.ts';
import { withLimit } from './limit.ts';
import { type Ending, expectWayOn } from './way-on.ts';
import { closeForeignPages, pages } from './windows.ts';
import type { Yard } from './yard.ts';

export interface RandomRun {
  /** How often each event came. */
  readonly counts: Readonly<Record<string, number>>;
  /** How a person found it, each time that one looked. */
  readonly endings: readonly Ending[];
}

/** After how many events somebody looks whether they can go on. */
const BETWEEN_LOOKS = 50;

/** How many events the message of a failure tells. */
const TOLD = 60;

/** Throws where something is broken, with the seed and what has happened last. */
export async function runRandomly(
  yard: Yard,
  { events, seed, seen }: { events: number; seed: number; seen: Seen },
): Promise<RandomRun> {
  const scene: Scene = { yard, popups: [], random: mulberry32(seed) };
  const happened: string[] = [];
  const endings: Ending[] = [];
  try {
    while (happened.length < events) {
      const [name, event] = drawnEvent(scene);
      happened.push(name);
      await withLimit(Promise.resolve(event.run(scene)), WAIT_MS);
      await expectInvariants(yard, seen);
      if (happened.length % BETWEEN_LOOKS === 0 || happened.length === events) {
        endings.push(await look(scene));
        await expectInvariants(yard, seen);
      }
    }
  } catch (cause) {
    const so = `Seed ${seed}, after ${happened.length} events, the last: ${happened.slice(-TOLD).join(', ')}.`;
    const shown = `Shown: ${await shownPages(yard)}.`;
    throw new Error(`${cause instanceof Error ? cause.message : cause} ${so} ${shown}`, { cause });
  }
  return { counts: countsOf(happened), endings };
}

/** Somebody comes, finds what they find, and goes on. */
async function look({ yard, popups }: Scene): Promise<Ending> {
  await yard.calm();
  await Promise.all(popups.splice(0).map((popup) => popup.close().catch(() => {}))); // It may be gone already.
  await closeForeignPages(yard);
  return expectWayOn(yard);
}

/** Every page's address and what it says, for the message of a failure. */
async function shownPages(yard: Yard): Promise<string> {
  const open = await pages(yard);
  const told = [...open].map(async (page) => {
    const said = inPage(page, () => `${document.visibilityState}, "${document.body.innerText}"`);
    const text = await withLimit(said, 2_000).catch(() => 'silent');
    return `${page.url()} ${text.replaceAll(/\s+/g, ' ').slice(0, 200)}`;
  });
  return (await Promise.all(told)).join('; ');
}

function drawnEvent({ random }: Scene): [string, (typeof EVENTS)[string]] {
  const all = Object.entries(EVENTS);
  let left = random() * all.reduce((sum, [, { weight }]) => sum + weight, 0);
  for (const entry of all) {
    left -= entry[1].weight;
    if (left < 0) return entry;
  }
  throw new RangeError('There are no events.');
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
