/** Whether a person can go on from wherever something has left them. */
import type { SessionStatus } from '../../src/sdk/session/status.ts';
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import { ask, badgeText, letTokenEnd, readKept, statusOf, trueBadge } from './kept.ts';
import { signInFrom, signOutFrom, toFront } from './person.ts';
import { atRest, describe, type Rest } from './rest.ts';
import type { Yard } from './yard.ts';

/** How a person finds it: signed in; signed out; signed in before, and asked to be so again; an error with a way on. */
export const ENDINGS = ['signed in', 'signed out', 'asked again', 'error'] as const;
export type Ending = (typeof ENDINGS)[number];

/**
 * Undoes every trouble and looks at `left`, the popup that was there, or at a new one; then goes on as a person would:
 * by the error's button, with a renewal where somebody is signed in, with a sign-in where nobody is, and out again.
 * Throws where one of these does not work, or where badge, popup and storage do not say the same.
 */
export async function expectWayOn(yard: Yard, left?: Popup): Promise<Ending> {
  await yard.calm();
  const popup = left !== undefined && !left.closed ? left : await yard.browser.openPopupInTab();
  const first = await atRest(popup);
  const ending = await endingOf(yard, first);
  if (first === 'error') {
    await toFront(popup);
    await popup.click('#btn-retry');
  }
  await clickWhereUnread(yard);
  if (yard.silent) await ask(yard, { type: 'sign-in-silently' });
  const rest = await restAsKept(yard, popup);
  if (rest === 'signed-in') await expectRenewal(yard, popup);
  else await signInAgain(yard, popup, rest);
  await expectTrueBadge(yard);
  await signOutFrom(popup);
  await expectTrueBadge(yard);
  await popup.close();
  return ending;
}

/** By the form, which is behind a button where the tenant requires the user on its own page. */
async function signInAgain(yard: Yard, popup: Popup, rest: Rest): Promise<void> {
  if (rest === 'error') {
    await toFront(popup);
    await popup.click('#btn-login');
  }
  await signInFrom(yard, popup);
}

async function endingOf(yard: Yard, rest: Rest): Promise<Ending> {
  switch (rest) {
    case 'error':
      return 'error';
    case 'signed-in':
      return 'signed in';
    case 'form':
      return statusOf(await readKept(yard)).kind === 'expired' ? 'asked again' : 'signed out';
  }
}

/** "The session could not be read. Click to try again", says the badge. */
async function clickWhereUnread(yard: Yard): Promise<void> {
  if ((await badgeText(yard)) !== '?') return;
  const another = await yard.browser.openPopupInTab();
  await atRest(another);
  await another.close();
}

/** Waits until popup and badge say what is kept, and tells what that is. */
async function restAsKept(yard: Yard, popup: Popup): Promise<Rest> {
  const agreed = async () => {
    const rest = await atRest(popup);
    return rest === restOfStatus(yard, statusOf(await readKept(yard))) ? rest : undefined;
  };
  const explain = async () => {
    const { kind } = statusOf(await readKept(yard));
    return `What is kept says ${kind}, the popup ${await describe(popup)}.`;
  };
  const rest = await poll(agreed, { timeoutMs: WAIT_MS, explain });
  await expectTrueBadge(yard);
  return rest;
}

/** What the popup shows for what is kept: the window first where the tenant requires the user on its own page. */
function restOfStatus({ login }: Yard, status: SessionStatus): Rest {
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

/** Waits until the badge says what is kept. */
export async function expectTrueBadge(yard: Yard): Promise<void> {
  const isTrue = async () => (await badgeText(yard)) === trueBadge(await readKept(yard));
  const explain = async () =>
    `The badge says "${await badgeText(yard)}", what is kept "${trueBadge(await readKept(yard))}".`;
  await poll(async () => ((await isTrue()) ? true : undefined), { timeoutMs: WAIT_MS, explain });
}

/** Where the tenant has ended the session meanwhile, the person is asked to sign in, and does. */
async function expectRenewal(yard: Yard, popup: Popup): Promise<void> {
  // Answered when a renewal that is under way has ended, and a failure of it is written down.
  await ask(yard, { type: 'refresh-session' });
  await letTokenEnd(yard);
  const answer = await ask(yard, { type: 'access-token' });
  if (answer !== 'answer' && answer !== 'session-ended') throw new Error(`The renewal ended with ${answer}.`);
  if ((await restAsKept(yard, popup)) === 'form') await signInFrom(yard, popup);
}
