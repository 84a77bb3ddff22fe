/** Cases, one after the other in one yard: trouble, and whether a person can go on after it. */
import type { Popup } from '../support/browser.ts';
import { HANG_MS } from '../support/time-limits.ts';
import { expectInvariants, type Seen } from './invariants.ts';
import { forgetAll } from './kept.ts';
import { withLimit } from './limit.ts';
import { ENDINGS, type Ending, expectWayOn } from './way-on.ts';
import { expectNoForeignPages, expectNoNewWindows, pages } from './windows.ts';
import type { Yard } from './yard.ts';

export interface Case {
  readonly name: string;
  /** Makes the trouble and drives through it. Gives the popup that was there, if it is there still. */
  run(yard: Yard): Promise<Popup | undefined>;
  /** How it may end; in any way that a person can go on from where that is left out. */
  readonly ends?: readonly Ending[];
}

/** What became of a case: its ending, or why it is broken. */
export type Outcome = { readonly ending: Ending } | { readonly broken: string };

/** Runs a case to its end. Throws where it is broken. */
async function runCase(yard: Yard, { run, ends = ENDINGS }: Case, seen: Seen): Promise<Ending> {
  const before = await pages(yard);
  const ending = await expectWayOn(yard, await run(yard));
  await expectNoNewWindows(yard, before);
  await expectInvariants(yard, seen);
  if (!ends.includes(ending)) throw new Error(`It ended with "${ending}".`);
  // What an interrupted operation has left at the tenant would count in the next one.
  yard.tenant.revokeRefreshTokens(yard.tenant.users[0]?.email ?? '');
  return ending;
}

/** The same, with a broken case as an outcome, after which the yard is made good for the next one. */
export async function tryCase(yard: Yard, one: Case, seen: Seen): Promise<Outcome> {
  const before = await pages(yard);
  try {
    return { ending: await withLimit(runCase(yard, one, seen), HANG_MS) };
  } catch (error) {
    await startOver(yard, before);
    seen.lines = yard.browser.output.length;
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}

/** Nobody is signed in, here or at the tenant, and nothing is in the way. */
async function startOver(yard: Yard, before: Awaited<ReturnType<typeof pages>>): Promise<void> {
  await yard.calm();
  await yard.browser.stopBackground();
  for (const page of await pages(yard)) {
    if (page !== yard.desk && !before.has(page)) void page.close().catch(() => {}); // It may be gone already.
  }
  await expectNoForeignPages(yard);
  await forgetAll(yard);
  const page = await yard.desk.browser().newPage();
  // Where the tenant sends the page on to, nobody is.
  await page.goto(`${yard.tenant.origin}/v2/logout`).catch(() => {});
  await page.close();
}
