/** Whether anything grows with each sign-in, renewal and sign-out in one popup. */
import { ada } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import type { FaultWorld } from './fault-world.ts';
import { signInQuickly } from './faults.ts';
import { atRest, press, sendForm } from './popup-rest.ts';
import { ask, badgeIsRight, expireToken, readStored } from './stored-state.ts';

/** Cycles that don't count: they load what is loaded once. */
const WARM_UP = 3;

/** Returns counts by name, before and after some cycles. Chromium only: Firefox doesn't count a page's listeners. */
export async function countsAround(
  world: FaultWorld,
  cycles: number,
): Promise<readonly [Readonly<Record<string, number>>, Readonly<Record<string, number>>]> {
  const popup = await world.browser.openPopupInTab();
  for (let cycle = 0; cycle < WARM_UP; cycle += 1) await runCycle(world, popup, cycle === 0);
  const before = await count(world, popup);
  for (let cycle = 0; cycle < cycles; cycle += 1) await runCycle(world, popup, cycle === 0);
  const after = await count(world, popup);
  await popup.close();
  return [before, after];
}

async function runCycle(world: FaultWorld, popup: Popup, inWindow: boolean): Promise<void> {
  await atRest(popup);
  if (inWindow) await signInQuickly(world);
  else if (!(await sendForm(popup.page, ada(world.tenant)))) throw new Error('The form is missing.');
  await popup.waitForState('signed-in');
  await expireToken(world);
  const answer = await ask(world.observer, { type: 'access-token' });
  if (answer !== 'answer') throw new Error(`The renewal ended with ${answer}.`);
  await badgeIsRight(world);
  await press(popup.page, '#btn-logout');
  await popup.waitForState('signed-out');
  await atRest(popup);
  await badgeIsRight(world);
}

async function count(world: FaultWorld, { page }: Popup): Promise<Record<string, number>> {
  const { local, session } = await readStored(world);
  const debuggerSession = await page.createCDPSession();
  await debuggerSession.send('HeapProfiler.collectGarbage');
  await debuggerSession.send('Performance.enable');
  const { metrics } = await debuggerSession.send('Performance.getMetrics');
  await debuggerSession.detach();
  return {
    listeners: metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? Number.NaN,
    alarms: await world.observer.evaluate(async () => (await chrome.alarms.getAll()).length),
    'stored items': Object.keys({ ...local, ...session }).length,
    databases: await world.observer.evaluate(async () => (await indexedDB.databases()).length),
    'tabs and windows': (await world.observer.browser().pages()).length,
  };
}
