/** One fault of each kind, each in another operation. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ada, submitForm } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import type { HoldOptions } from '../tenant/tenant.ts';
import type { FaultWorld } from './fault-world.ts';
import { atRest } from './popup-rest.ts';
import type { Fault } from './recovery.ts';
import { ask, badgeIsRight, clearStorage, expireToken } from './stored-state.ts';
import { pages, signInAtWindow } from './windows.ts';

/** In a build that signs in in a window. */
export const BACKGROUND_FAULTS: readonly Fault[] = [
  {
    name: 'the background stops while a renewal waits for its response',
    async run(world) {
      await signInQuickly(world);
      await expireToken(world);
      return interrupt(world, '/oauth/token', { when: 'after' }, openTab, () =>
        world.browser.stopBackground(),
      );
    },
  },
  {
    name: 'a renewal receives half a response',
    async run(world) {
      await signInQuickly(world);
      await expireToken(world);
      world.tenant.addFault({ path: '/oauth/token', kind: 'half' });
      const popup = await openTab(world);
      await ask(world.observer, { type: 'refresh-session' });
      await atRest(popup);
      return popup;
    },
  },
  {
    name: 'the network is lost during a silent sign-in',
    async run(world) {
      await signInQuickly(world);
      await clearStorage(world);
      await badgeIsRight(world);
      return interrupt(world, '/authorize', { when: 'before' }, openTab, () => world.unplug());
    },
  },
  {
    name: 'the background stops while a sign-out waits for the tenant',
    async run(world) {
      await signInQuickly(world);
      const signOut = async () => {
        const popup = await openTab(world);
        if ((await atRest(popup)) === 'signed-in') await popup.click('#btn-logout');
        return popup;
      };
      return interrupt(world, '/oauth/revoke', { when: 'before' }, signOut, () =>
        world.browser.stopBackground(),
      );
    },
  },
  {
    name: 'the extension is updated while a sign-in window loads',
    async run(world) {
      const hold = world.tenant.hold(/^\/u\/login/, { when: 'after', times: 1 });
      const popup = await openTab(world);
      if ((await atRest(popup)) === 'form') await popup.click('#btn-login');
      await hold.arrived;
      await update(world);
      hold.release();
      return undefined;
    },
  },
  {
    name: 'the extension is loaded again while the user is signed in',
    async run(world) {
      await signInQuickly(world);
      await world.reload();
      return undefined;
    },
    shows: 'signed-in',
  },
  {
    name: 'the extension is updated while the user is signed in',
    async run(world) {
      await signInQuickly(world);
      await update(world);
      return undefined;
    },
    shows: 'signed-in',
  },
  {
    name: 'the profile is restored from a copy whose refresh token has been used since',
    async run(world) {
      const copy = await mkdtemp(path.join(tmpdir(), 'latchkey-copy-'));
      try {
        await signInQuickly(world);
        await world.restart(() => copyFolder(world.browser.profileDir, copy));
        await expireToken(world);
        const answer = await ask(world.observer, { type: 'access-token' });
        if (answer !== 'answer') throw new Error(`The renewal ended with ${answer}.`);
        await world.restart(() => copyFolder(copy, world.browser.profileDir));
      } finally {
        await rm(copy, { recursive: true, force: true });
      }
      await expireToken(world);
      await ask(world.observer, { type: 'refresh-session' });
      await badgeIsRight(world);
      return undefined;
    },
    shows: 'form',
  },
];

/** In a build that signs in in the form alone. */
export const FORM_FAULTS: readonly Fault[] = [
  {
    name: 'the popup closes while the tenant checks the password',
    async run(world) {
      const hold = world.tenant.hold('/co/authenticate', { when: 'after', times: 1 });
      const popup = await submitQuickly(world);
      await hold.arrived;
      await popup.close();
      hold.release();
      return undefined;
    },
  },
  {
    name: 'the connection drops while the popup requests the tokens',
    async run(world) {
      world.tenant.addFault({ path: '/oauth/token', kind: 'drop' });
      const popup = await submitQuickly(world);
      await popup.waitForState('error');
      return popup;
    },
    shows: 'error',
  },
];

/** Signs in without the popup, at the tenant's page if it asks. */
export async function signInQuickly(world: FaultWorld): Promise<void> {
  const before = await pages(world);
  const leaving = new AbortController();
  const answered = ask(world.observer, { type: 'sign-in', parameters: {} }).finally(() => leaving.abort());
  const [answer] = await Promise.all([answered, signInAtWindow(world, before, leaving.signal)]);
  if (answer !== 'answer') throw new Error(`The sign-in ended with ${answer}.`);
  await badgeIsRight(world);
}

function openTab({ browser }: FaultWorld): Promise<Popup> {
  return browser.openPopupInTab();
}

async function submitQuickly({ browser, tenant }: FaultWorld): Promise<Popup> {
  const popup = await browser.openPopup();
  await atRest(popup);
  await submitForm(popup, ada(tenant));
  return popup;
}

/** Begins an operation, runs `fault` when the tenant holds the request, and waits until the popup is at rest. */
async function interrupt(
  world: FaultWorld,
  request: string,
  options: HoldOptions,
  begin: (world: FaultWorld) => Promise<Popup>,
  fault: () => Promise<void>,
): Promise<Popup> {
  const hold = world.tenant.hold(request, { ...options, times: 1 });
  const popup = await begin(world);
  await hold.arrived;
  await fault();
  hold.release();
  await atRest(popup);
  return popup;
}

/** Loads the extension again with a higher version. */
async function update(world: FaultWorld): Promise<void> {
  const version = () => world.observer.evaluate(() => chrome.runtime.getManifest().version);
  const [major = 0, ...others] = (await version()).split('.').map(Number);
  const next = [major + 1, ...others].join('.');
  await world.reload(next);
  if ((await version()) !== next) throw new Error(`The version is still ${await version()}.`);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  // Browsers lock a profile with a dangling link.
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
}
