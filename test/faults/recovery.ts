/** Whether the user can continue after a fault. */
import type { SessionStatus } from '../../src/sdk/session/status.ts';
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { FaultWorld } from './fault-world.ts';
import { atRest, describePopup, type Rest, signInFrom, signOutFrom, toFront } from './popup-rest.ts';
import {
  ask,
  badgeIsRight,
  badgeText,
  clearStorage,
  expireToken,
  readStored,
  storedStatus,
} from './stored-state.ts';
import { closeForeignPages, closeNewWindows, noWindowIsLeft, pages } from './windows.ts';

export interface Fault {
  readonly name: string;
  /** Causes the fault. Returns the popup that is still open, if any. */
  run(world: FaultWorld): Promise<Popup | undefined>;
  /** What the popup must show first after the fault. Default: anything that the user can act on. */
  readonly shows?: Rest;
}

/**
 * Runs a fault and undoes it. Then continues as a user would: retries, renews or signs in, signs out. Throws if one of
 * these fails, if popup, badge and storage disagree, or if windows, alarms or unknown stored items are left. If it throws,
 * it resets the world for the next fault.
 */
export async function expectRecovery(world: FaultWorld, { run, shows }: Fault): Promise<void> {
  const before = await pages(world);
  const from = world.browser.output.length;
  try {
    const first = await continueAfter(world, await run(world));
    await noWindowIsLeft(() => closeNewWindows(world, before));
    await nothingIsLeft(world, from);
    if (shows !== undefined && first !== shows) throw new Error(`The popup showed "${first}".`);
    // The next fault must not find refresh tokens of this one.
    world.tenant.revokeRefreshTokens(world.tenant.users[0]?.email ?? '');
  } catch (error) {
    await startOver(world, before);
    throw error;
  }
}

async function continueAfter(world: FaultWorld, left: Popup | undefined): Promise<Rest> {
  await world.undoFaults();
  const popup = left !== undefined && !left.closed ? left : await world.browser.openPopupInTab();
  const first = await atRest(popup);
  if (first === 'error') {
    await toFront(popup);
    await popup.click('#btn-retry');
  }
  if (world.login === 'hosted') await ask(world.observer, { type: 'sign-in-silently' });
  const rest = await restAsStored(world, popup);
  if (rest === 'signed-in') await renew(world, popup);
  else await signInAgain(world, popup, rest);
  await badgeIsRight(world);
  await signOutFrom(popup);
  await badgeIsRight(world);
  await popup.close();
  return first;
}

async function signInAgain(world: FaultWorld, popup: Popup, rest: Rest): Promise<void> {
  if (rest === 'error') {
    await toFront(popup);
    await popup.click('#btn-login');
  }
  await signInFrom(world, popup);
}

/** If the tenant has ended the session, signs in instead. */
async function renew(world: FaultWorld, popup: Popup): Promise<void> {
  // The reply comes after a renewal that is in progress.
  await ask(world.observer, { type: 'refresh-session' });
  await expireToken(world);
  const answer = await ask(world.observer, { type: 'access-token' });
  if (answer !== 'answer' && answer !== 'session-ended') throw new Error(`The renewal ended with ${answer}.`);
  if ((await restAsStored(world, popup)) === 'form') await signInFrom(world, popup);
}

/** Waits until popup and badge show what is stored. */
async function restAsStored(world: FaultWorld, popup: Popup): Promise<Rest> {
  const agreed = async () => {
    const rest = await atRest(popup);
    return rest === restOfStatus(world, await storedStatus(world)) ? rest : undefined;
  };
  const explain = async () =>
    `Stored is ${(await storedStatus(world)).kind}, the popup shows ${await describePopup(popup)}.`;
  const rest = await poll(agreed, { timeoutMs: WAIT_MS, explain });
  await badgeIsRight(world);
  return rest;
}

function restOfStatus({ login }: FaultWorld, status: SessionStatus): Rest {
  switch (status.kind) {
    case 'signed-in':
      return 'signed-in';
    case 'signed-out':
    case 'unreadable':
      return 'form';
    case 'expired': {
      const { end } = status.session;
      return end === null || end === 'ended' || login === 'hosted' ? 'form' : 'error';
    }
  }
}

/** Throws if there is more than one alarm, an unknown badge, a stored item without a prefix, or an uncaught error. */
async function nothingIsLeft(world: FaultWorld, from: number): Promise<void> {
  const { local, session } = await readStored(world);
  const alarms = await world.observer.evaluate(async () => (await chrome.alarms.getAll()).length);
  const badge = await badgeText(world);
  const keys = [...Object.keys(local), ...Object.keys(session)];
  // The tenant's pages and Firefox's own modules can have errors too.
  const uncaught = world.browser.output
    .slice(from)
    .filter((line) => /^\[(?!http|resource:|chrome:|unknown\])[^\]]*\] uncaught: /.test(line));
  const problems = [
    ...(['', '✓', '!', '?'].includes(badge) ? [] : [`the badge is "${badge}"`]),
    ...(alarms <= 1 ? [] : [`there are ${alarms} alarms`]),
    ...keys.filter((key) => !key.startsWith('latchkey.')).map((key) => `${key} is stored`),
    ...uncaught,
  ];
  if (problems.length > 0) throw new Error(problems.join('; '));
}

async function startOver(world: FaultWorld, before: Awaited<ReturnType<typeof pages>>): Promise<void> {
  await world.undoFaults();
  await world.browser.stopBackground();
  for (const page of await pages(world)) {
    if (page !== world.observer && !before.has(page)) page.close().catch(() => {}); // It might be closing.
  }
  await noWindowIsLeft(() => closeForeignPages(world));
  await clearStorage(world);
  const page = await world.observer.browser().newPage();
  await page.goto(`${world.tenant.origin}/v2/logout`).catch(() => {}); // It redirects to a place without a server.
  await page.close();
}
