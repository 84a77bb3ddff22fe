/** Many sign-ins and sign-outs in one life of popup and background: nothing may grow. */
import type { CDPSession } from 'puppeteer-core';
import { JOURNAL } from '../../src/sdk/storage/items.ts';
import { median } from '../bench/statistics.ts';
import { ada } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import { inPage } from './in-page.ts';
import { expectInvariants, type Seen } from './invariants.ts';
import { ask, letTokenEnd, readKept } from './kept.ts';
import { signInQuickly } from './operations.ts';
import { atRest } from './rest.ts';
import { press, sendForm } from './two-windows.ts';
import { expectTrueBadge } from './way-on.ts';
import type { Yard } from './yard.ts';

/** What is measured after each cycle, and by how much it may differ: a part of the first, and a number on top. */
const MEASURES = {
  'background heap, bytes': { part: 0.1, more: 200_000 },
  'extension process, bytes': { part: 0.2, more: 10_000_000 },
  'popup heap, bytes': { part: 0.1, more: 500_000 },
  'popup listeners': { part: 0, more: 0 },
  'popup nodes': { part: 0, more: 0 },
  alarms: { part: 0, more: 0 },
  'storage keys': { part: 0, more: 0 },
  // The moments in it have more digits or fewer.
  'storage, bytes': { part: 0, more: 40 },
  'journal entries over 100': { part: 0, more: 0 },
  'IndexedDB databases': { part: 0, more: 0 },
  'tabs and windows': { part: 0, more: 0 },
} as const satisfies Readonly<Record<string, { part: number; more: number }>>;

export type Measure = keyof typeof MEASURES;

/** What was measured, `null` where the browser does not tell. */
export type Sample = Readonly<Record<Measure, number | null>>;

export interface Growth {
  readonly measure: Measure;
  /** The median of each tenth, in order; of each sample, where there are fewer than ten. */
  readonly tenths: readonly number[];
  /** Whether the last is more than the first by more than it may. */
  readonly grows: boolean;
}

/** Cycles that do not count: what is loaded once is loaded then. */
const WARMING_UP = 3;

/** Each fifth signs in in a window, all others in the form; each renews once. */
export async function measureCycles(yard: Yard, cycles: number, seen: Seen): Promise<Sample[]> {
  const popup = await yard.browser.openPopupInTab();
  const samples: Sample[] = [];
  for (let cycle = 0; cycle < cycles + WARMING_UP; cycle += 1) {
    await runCycle(yard, popup, cycle % 5 === 4);
    await expectInvariants(yard, seen);
    if (cycle >= WARMING_UP) samples.push(await measure(yard, popup));
  }
  await popup.close();
  return samples;
}

/** What has become of each measure; those that the browser does not tell are left out. */
export function growthOf(samples: readonly Sample[]): Growth[] {
  const size = Math.max(1, Math.floor(samples.length / 10));
  const starts = Array.from({ length: Math.min(10, samples.length) }, (_, index) => index * size);
  return Object.entries(MEASURES).flatMap(([name, { part, more }]) => {
    const measure = name as Measure;
    const numbers = samples.map((sample) => sample[measure]).filter((number) => number !== null);
    if (numbers.length < samples.length) return [];
    const tenths = starts.map((start) => median(numbers.slice(start, start + size)));
    const [first = 0, last = 0] = [tenths[0], tenths.at(-1)];
    return { measure, tenths, grows: last > first * (1 + part) + more };
  });
}

async function runCycle(yard: Yard, popup: Popup, inWindow: boolean): Promise<void> {
  await atRest(popup);
  if (inWindow) await signInQuickly(yard);
  else if (!(await sendForm(popup.page, ada(yard.tenant)))) throw new Error('There is no form.');
  await popup.waitForState('signed-in');
  await letTokenEnd(yard);
  const answer = await ask(yard, { type: 'access-token' });
  if (answer !== 'answer') throw new Error(`The renewal ended with ${answer}.`);
  await expectTrueBadge(yard);
  await press(popup.page, '#btn-logout');
  await popup.waitForState('signed-out');
  await atRest(popup);
  await expectTrueBadge(yard);
}

async function measure(yard: Yard, popup: Popup): Promise<Sample> {
  const { heap, process } = await yard.browser.memory();
  const { local, session } = await readKept(yard);
  const { [JOURNAL.key]: journal, ...rest } = local;
  const page = await pageMeasures(popup);
  return {
    'background heap, bytes': heap,
    'extension process, bytes': process,
    'popup heap, bytes': page?.JSHeapUsedSize ?? null,
    'popup listeners': page?.JSEventListeners ?? null,
    'popup nodes': page?.Nodes ?? null,
    alarms: await inPage(yard.desk, async () => (await chrome.alarms.getAll()).length),
    'storage keys': Object.keys({ ...local, ...session }).length,
    'storage, bytes': JSON.stringify([rest, session]).length,
    'journal entries over 100': Math.max(0, (Array.isArray(journal) ? journal.length : 0) - 100),
    'IndexedDB databases': await inPage(yard.desk, async () => (await indexedDB.databases()).length),
    'tabs and windows': (await yard.desk.browser().pages()).length,
  };
}

/** Chromium's own count of a page, by name; nothing in Firefox. */
async function pageMeasures({ page }: Popup): Promise<Readonly<Record<string, number>> | null> {
  let session: CDPSession;
  try {
    session = await page.createCDPSession();
  } catch {
    return null; // Firefox has no such protocol.
  }
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
