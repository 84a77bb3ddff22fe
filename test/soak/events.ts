/** What can happen to an extension, each in one stroke: nothing here waits for what comes of it. */
import { SESSION_KEY } from '../../src/sdk/storage/session-record.ts';
import { ada } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import type { Fault } from '../tenant/tenant.ts';
import { WRONG_ANSWERS } from './answers.ts';
import type { StepAim } from './gate.ts';
import { inPage } from './in-page.ts';
import { ask, forgetAll, letTokenEnd } from './kept.ts';
import { drawn, press, sendForm } from './two-windows.ts';
import { closeForeignPages, signInAtWindow } from './windows.ts';
import type { Yard } from './yard.ts';

/** Where things happen: the popups that are open, and the draw. */
export interface Scene {
  readonly yard: Yard;
  readonly popups: Popup[];
  /** A number from 0 to 1, the same row for the same seed. */
  random(): number;
}

export interface Event {
  /** How often it comes, beside the others. */
  readonly weight: number;
  run(scene: Scene): Promise<unknown>;
}

const ENDPOINTS = [
  ...['/authorize', '/co/authenticate', '/oauth/token', '/oauth/revoke', '/v2/logout'],
  ...['/.well-known/jwks.json', /^\/client\//, /^\/u\/login\//],
];

const MOST_POPUPS = 2;

const storageTroubles: readonly StepAim[] = [
  { act: 'get', when: 'before' },
  { act: 'set', when: 'before' },
  { act: 'remove', when: 'before' },
  { act: 'set', when: 'after' },
  { area: 'keys', when: 'before' },
];

export const EVENTS: Readonly<Record<string, Event>> = {
  'a popup opens': { weight: 8, run: open },
  'a popup closes': { weight: 4, run: ({ popups }) => popups.shift()?.close() ?? nothing() },
  'the toolbar popup opens and closes': {
    weight: 2,
    run: async ({ yard }) => (await yard.browser.openPopup()).close(),
  },
  'somebody sends the form': { weight: 8, run: (scene) => inPopup(scene, sendLockForm(scene)) },
  'somebody presses Log out': { weight: 6, run: (scene) => inPopup(scene, pressing('#btn-logout')) },
  'somebody presses Use another account': {
    weight: 2,
    run: (scene) => inPopup(scene, pressing('#btn-switch')),
  },
  'somebody presses Try again': { weight: 4, run: (scene) => inPopup(scene, pressing('#btn-retry')) },
  'somebody presses Log in': { weight: 4, run: (scene) => inPopup(scene, pressing('#btn-login')) },
  'somebody asks for a window': { weight: 3, run: ({ yard }) => unattended(ask(yard, WINDOW)) },
  'somebody signs in in a window': { weight: 3, run: ({ yard }) => unattended(signInThere(yard)) },
  'somebody closes all windows': { weight: 3, run: ({ yard }) => closeForeignPages(yard) },
  'the token ends': { weight: 5, run: ({ yard }) => unattended(letTokenEnd(yard)) },
  'somebody asks for a token': {
    weight: 6,
    run: ({ yard }) => unattended(ask(yard, { type: 'access-token' })),
  },
  'somebody asks for a silent sign-in': {
    weight: 2,
    run: ({ yard }) => unattended(ask(yard, { type: 'sign-in-silently' })),
  },
  'the background stops': { weight: 6, run: ({ yard }) => yard.browser.stopBackground() },
  'the tenant answers wrongly': { weight: 6, run: wrongAnswer },
  'the storage fails': { weight: 4, run: storageFails },
  'the network is lost': { weight: 2, run: ({ yard }) => yard.unplug() },
  'all is calm': { weight: 8, run: ({ yard }) => yard.calm() },
  'the tenant ends the session': {
    weight: 2,
    run: async ({ yard: { tenant } }) => tenant.revokeRefreshTokens(ada(tenant).email),
  },
  'the tenant has another key': {
    weight: 1,
    run: async ({ yard: { tenant } }) => tenant.rotateKeys({ keepOld: false }),
  },
  'the kept session is damaged': { weight: 1, run: damage },
  'the key to the tokens is lost': { weight: 1, run: loseKey },
  'the storage is emptied': { weight: 1, run: ({ yard }) => forgetAll(yard) },
  'the extension is loaded again': { weight: 0.5, run: reload },
  'the browser starts again': { weight: 0.25, run: restart },
};

const WINDOW = { type: 'sign-in', parameters: {} } as const;

/** Waits for nothing, and lets nobody hear of a failure: that it may fail is the point. */
async function unattended(work: Promise<unknown>): Promise<void> {
  work.catch(() => {});
}

async function nothing(): Promise<void> {}

async function open({ yard, popups }: Scene): Promise<void> {
  if (popups.length >= MOST_POPUPS) return;
  popups.push(await yard.browser.openPopupInTab());
}

/** In one of those that are open; one that is gone is forgotten. */
async function inPopup({ popups, random }: Scene, deed: (popup: Popup) => Promise<unknown>): Promise<void> {
  if (popups.length === 0) return;
  const popup = drawn(popups, random);
  try {
    await deed(popup);
  } catch {
    popups.splice(popups.indexOf(popup), 1);
  }
}

function pressing(selector: string): (popup: Popup) => Promise<boolean> {
  return ({ page }) => press(page, selector);
}

function sendLockForm({ yard }: Scene): (popup: Popup) => Promise<boolean> {
  return ({ page }) => sendForm(page, ada(yard.tenant));
}

async function signInThere(yard: Yard): Promise<void> {
  await signInAtWindow(yard, new Set([yard.desk]), new AbortController().signal);
}

async function wrongAnswer({ yard, random }: Scene): Promise<void> {
  const fault: Fault = {
    ...drawn(Object.values(WRONG_ANSWERS), random),
    path: drawn(ENDPOINTS, random),
    times: 1 + Math.floor(random() * 3),
  };
  yard.tenant.addFault(fault);
}

async function storageFails({ yard, random }: Scene): Promise<void> {
  const times = 1 + Math.floor(random() * 10);
  const aim: StepAim = { ...drawn(storageTroubles, random), times };
  yard.gate.refuse(aim, random() < 0.3 ? 'full' : 'reject');
}

function damage({ yard }: Scene): Promise<void> {
  const act = async (key: string) => chrome.storage.local.set({ [key]: { version: 99 } });
  return inPage(yard.desk, act, SESSION_KEY);
}

function loseKey({ yard }: Scene): Promise<void> {
  const act = () =>
    new Promise<void>((resolve) => {
      const request = indexedDB.deleteDatabase('latchkey');
      request.onsuccess = () => resolve();
      request.onerror = () => resolve();
      // Somebody uses it just now: it goes when they have done.
      request.onblocked = () => resolve();
    });
  return inPage(yard.desk, act);
}

async function reload({ yard, popups }: Scene): Promise<void> {
  popups.length = 0;
  await yard.reload();
}

async function restart({ yard, popups }: Scene): Promise<void> {
  popups.length = 0;
  await yard.restart();
}
