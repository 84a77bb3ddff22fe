/** What the extension does that trouble can meet: each with what must be before it, and how it is begun. */

import { CLIENT_SETTINGS, TENANT_KEYS } from '../../src/sdk/storage/items.ts';
import { ada, submitForm } from '../e2e/world.ts';
import type { Popup } from '../support/browser.ts';
import type { StorageStep } from './gate.ts';
import { ask, forget, forgetAll, letTokenEnd, readKept, statusOf } from './kept.ts';
import { atRest } from './rest.ts';
import { expectTrueBadge } from './way-on.ts';
import { pages, signInAtWindow } from './windows.ts';
import type { Yard } from './yard.ts';

export interface Operation {
  readonly name: string;
  /** Which build it belongs to. */
  readonly login: Yard['login'];
  /** Who does it, beside what the popup shows. */
  readonly by: StorageStep['who'];
  /** Whether the person sees a window of the tenant's. */
  readonly inWindow: boolean;
  /** Makes the yard, in which nobody is signed in, ready for it. */
  prepare(yard: Yard): Promise<void>;
  /** Begins it. The person does their part until `signal`, and never fails. */
  begin(yard: Yard, signal: AbortSignal): Promise<Begun>;
  /** Whether it has come to its end; `requests` are those that the tenant has seen since its beginning. */
  isDone(yard: Yard, requests: Yard['tenant']['requests']): Promise<boolean>;
}

export interface Begun {
  /** The popup in which it was begun. */
  readonly popup: Popup;
  /** Resolves when the person has done their part. */
  readonly part: Promise<void>;
}

const isSignedIn = async (yard: Yard) => statusOf(await readKept(yard)).kind === 'signed-in';

const byWindow: Operation = {
  name: 'sign-in in a window',
  login: 'hosted',
  by: 'background',
  inWindow: true,
  prepare: (yard) => forget(yard, TENANT_KEYS.key),
  async begin(yard, signal) {
    const popup = await yard.browser.openPopupInTab();
    const before = await pages(yard);
    if ((await atRest(popup)) !== 'form') return { popup, part: Promise.resolve() };
    await popup.click('#btn-login');
    const part = signInAtWindow(yard, before, signal).catch(() => {}); // The window can be what is in trouble.
    return { popup, part };
  },
  isDone: isSignedIn,
};

const silently: Operation = {
  name: 'silent sign-in',
  login: 'hosted',
  by: 'background',
  inWindow: false,
  async prepare(yard) {
    await signInQuickly(yard);
    await forgetAll(yard);
    await expectTrueBadge(yard);
  },
  begin: openInTab,
  isDone: isSignedIn,
};

const renewal: Operation = {
  name: 'renewal',
  login: 'hosted',
  by: 'background',
  inWindow: false,
  async prepare(yard) {
    await signInQuickly(yard);
    await letTokenEnd(yard);
    await forget(yard, TENANT_KEYS.key);
  },
  begin: openInTab,
  async isDone(yard) {
    const status = statusOf(await readKept(yard));
    return status.kind === 'signed-in' && status.session.expiresAt > Date.now();
  },
};

const signOut: Operation = {
  name: 'sign-out',
  login: 'hosted',
  by: 'background',
  inWindow: false,
  prepare: signInQuickly,
  async begin(yard) {
    const popup = await yard.browser.openPopupInTab();
    if ((await atRest(popup)) === 'signed-in') await popup.click('#btn-logout');
    return { popup, part: Promise.resolve() };
  },
  isDone: async (_yard, requests) =>
    ['/oauth/revoke', '/v2/logout'].every((wanted) =>
      requests.some(({ path, status }) => path === wanted && status !== null),
    ),
};

const byForm: Operation = {
  name: 'sign-in in the form',
  login: 'embedded',
  by: 'popup',
  inWindow: false,
  prepare: (yard) => forget(yard, TENANT_KEYS.key, CLIENT_SETTINGS.key),
  async begin(yard) {
    const popup = await yard.browser.openPopup();
    const send = async () => {
      if ((await atRest(popup)) === 'form') await submitForm(popup, ada(yard.tenant));
    };
    return { popup, part: send().catch(() => {}) }; // The popup can be what is in trouble.
  },
  isDone: isSignedIn,
};

export const OPERATIONS = { byWindow, silently, renewal, signOut, byForm } as const;

/** Signs in without the popup, at the tenant's page where it asks. */
export async function signInQuickly(yard: Yard): Promise<void> {
  const before = await pages(yard);
  const leaving = new AbortController();
  const answered = ask(yard, { type: 'sign-in', parameters: {} }).finally(() => leaving.abort());
  const [answer] = await Promise.all([answered, signInAtWindow(yard, before, leaving.signal)]);
  if (answer !== 'answer') throw new Error(`The sign-in ended with ${answer}.`);
  await expectTrueBadge(yard);
}

async function openInTab(yard: Yard): Promise<Begun> {
  return { popup: await yard.browser.openPopupInTab(), part: Promise.resolve() };
}
