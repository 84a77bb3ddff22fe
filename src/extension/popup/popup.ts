import { areCookiesBlocked } from '../../sdk/browser/blocked-cookies.ts';
import { type Responses, send } from '../../sdk/browser/messages.ts';
import { atMoment } from '../../sdk/browser/timer.ts';
import { createUpdater } from '../../sdk/coalesce.ts';
import {
  asLatchkeyError,
  LatchkeyError,
  parseError,
  sessionOver,
  signOutIncomplete,
} from '../../sdk/errors.ts';
import { formatError } from '../../sdk/locales/error-messages.ts';
import { translate } from '../../sdk/locales/translate.ts';
import { createSignInForm } from '../../sdk/lock/sign-in-form.ts';
import type { Session, SignedIn } from '../../sdk/session/session.ts';
import type { SessionStatus } from '../../sdk/session/status.ts';
import { type Draft, EMPTY_DRAFT, hasIdentifier, loginHint } from '../../sdk/storage/draft.ts';
import { DRAFT, JOURNAL, SIGN_IN_FAILURE, SIGN_OUT_FAILURE, USER_ACTIONS } from '../../sdk/storage/items.ts';
import { createJournal } from '../../sdk/storage/journal.ts';
import { createSessionStoreWithTokens, statusAtOpening } from '../../sdk/storage/open-session-store.ts';
import { readSettings, subscribeSettings } from '../../sdk/storage/settings-store.ts';
import { openItem } from '../../sdk/storage/stored-item.ts';
import { createUserActions } from '../../sdk/storage/user-actions.ts';
import { missingTenant } from '../../sdk/use-cases/missing-tenant.ts';
import { type WayOn, waysOn } from '../../sdk/ways-on.ts';
import { config as built } from '../config.ts';
import { createPopupView } from './popup-view.ts';
import * as sentences from './sentences.ts';

const session = createSessionStoreWithTokens(built, { onReplaced: revoke });
const journal = createJournal(openItem(JOURNAL));
const userActions = createUserActions(openItem(USER_ACTIONS));
const signOutFailure = openItem(SIGN_OUT_FAILURE);
const drafts = openItem(DRAFT);
const view = createPopupView({
  logIn: () => void logIn().catch(showUnexpected),
  logOut: () => logout(EMPTY_DRAFT),
  switchAccount: () => logout({ ...EMPTY_DRAFT, chooseAccount: true }),
  tryAgain: () => void signOutFailure.remove().then(start, start),
  useWindow: () => signInWithWindow({}),
});
const form = createSignInForm(built, {
  draft: readDraft,
  onDraft: keepDraft,
  revoke,
  onSubmit() {
    signingIn = { where: 'form', action: userActions.begin() };
    notice = null;
    void session.prepare();
    view.show({ kind: 'signing-in', where: 'form' });
  },
  onRefused() {
    signingIn = null;
    showForm();
    // Another popup might have signed in since.
    refresh();
  },
  onWindow: signInWithWindow,
  async save(signedIn) {
    const action = signingIn?.where === 'form' ? signingIn.action : userActions.begin();
    const save = () => session.save(signedIn).then(() => true);
    const isSaved = await userActions.complete(await action, save);
    if (isSaved) journal.note({ kind: 'signed-in', road: 'form' });
    return isSaved;
  },
  onSignedIn: () => void finishSignIn(),
  onReady() {
    leaving = false;
    performance.mark('login-ready');
    if (signingIn === null) showForm();
  },
  onHosted() {
    leaving = false;
    showForm();
  },
  onFailure: showFailure,
  onSettled() {
    signInSilently();
    hearNews();
  },
});
const update = createUpdater({
  read: statusAtOpening(session, built, () => void refresh()),
  show: showStatus,
});
const refresh = (): Promise<void> => update().catch(showUnexpected);

/** What was begun in the form; `null` until it has been read. */
let draft: Draft | null = null;
/** From a sign-out until the form is there again: meanwhile a tenant that is away is no reason for alarm. */
let leaving = false;
let notice: string | null = null;
/** The sign-in that the popup shows, and the number of the user's action that the form was submitted with. */
let signingIn:
  | { readonly where: 'form'; readonly action: Promise<number> }
  | { readonly where: 'window' }
  | null = null;
let hasAskedToSignInSilently = false;
let isLookedAfter = false;
let cancelExpiry = () => {};

session.subscribe(refresh);
subscribeSettings(followSettings);
openItem(SIGN_IN_FAILURE).subscribe(() => {
  if (view.state() === 'signed-out') hearNews();
});
requestAnimationFrame(() => performance.mark('popup-painted'));
start();

function start(): void {
  closeForm();
  view.show({ kind: 'loading', what: 'session' });
  refresh();
}

/** Replaces the form if it is for another application than the one that is active now. */
async function followSettings(): Promise<void> {
  const { config } = await readSettings(built);
  const fits = form.fits(config);
  if (!fits && form.stage() !== 'absent') closeForm();
  // The failure of a form that would be the same stays.
  if (!fits || view.state() !== 'error') refresh();
}

async function showStatus(status: SessionStatus): Promise<void> {
  cancelExpiry();
  switch (status.kind) {
    case 'signed-in':
      // What the user has submitted replaces it, or fails.
      if (signingIn?.where === 'form') return;
      closeForm();
      notice = null;
      draft = EMPTY_DRAFT;
      drafts.remove();
      view.show({ kind: 'signed-in', session: status.session });
      performance.mark('session-shown');
      showFailedSignOut();
      lookAfterSession();
      if (status.session.renewAt === null) cancelExpiry = atMoment(status.session.expiresAt, refresh);
      return;
    case 'expired':
      await rememberIdentifier(status.session.user.email);
      return showEnd(status.session);
    case 'signed-out':
      return openForm();
    case 'unreadable':
      closeForm();
      journal.note({ kind: 'storage-failed' });
      showError(new LatchkeyError('storage-failed', { reason: 'unreadable' }, { cause: status.cause }), {
        canLogIn: false,
      });
      return;
  }
}

/** The session is over. If the tenant requires the user on its own page, that page is offered before the form. */
async function showEnd({ domain, end }: Session): Promise<void> {
  const error = sessionOver(end, domain);
  const needsWindow = error.code === 'interaction-required' && built.login !== 'hosted';
  if (!needsWindow || signingIn !== null || form.stage() !== 'absent') {
    notice ??= formatError(error);
    return openForm();
  }
  const isNew = view.state() !== 'error';
  const show = () => showError(error, { canLogIn: true, notice });
  show();
  if (!isNew) return;
  hearNews().then(() => {
    if (view.state() === 'error') show();
  });
}

async function logIn(): Promise<void> {
  leaving = false;
  notice = null;
  // Lock waits for its window for ever: a form beside the window is a new one.
  closeForm();
  // At once, without a read: until it shows that it is signing in, a second click would start again.
  if (built.login === 'hosted') return signInWithWindow({});
  const { config } = await readSettings(built);
  if (config.login === 'hosted') await signInWithWindow({});
  else await openForm();
}

/** Lock appears by itself where nobody is signed in. Its code is loaded then and not before. */
async function openForm(): Promise<void> {
  if (built.configurable !== undefined && !(await hasTenant())) return;
  if (signingIn !== null) return;
  if (built.login === 'hosted') {
    signInSilently();
    hearNews();
    return showForm();
  }
  form.open();
  showForm();
}

/** In a build that is for no tenant: whether one is chosen and may be reached. If not, the options are the way on. */
async function hasTenant(): Promise<boolean> {
  const { config } = await readSettings(built);
  const missing = await missingTenant(config);
  if (missing === null) return true;
  closeForm();
  view.show({ kind: 'signed-out', notice: formatError(missing), form: 'no-tenant' });
  // A popup in a tab is there still when the person comes back from the options.
  addEventListener('focus', refresh, { once: true });
  return false;
}

function showForm(): void {
  view.show({ kind: 'signed-out', notice, form: form.stage() });
}

function closeForm(): void {
  signingIn = null;
  form.close();
}

/** A sign-in, or the form itself, failed in a way that Lock has no words for. */
function showFailure(error: LatchkeyError): void {
  signingIn = null;
  journal.note({ kind: 'sign-in-failed', code: error.code });
  if (leaving) {
    notice ??= sentences.signedOutHere(error);
    showForm();
    return;
  }
  console.error(error);
  showError(error, { canLogIn: true });
}

/** Whatever else fails ends in a state with a button. */
function showUnexpected(thrown: unknown): void {
  closeForm();
  console.error(thrown);
  showError(asLatchkeyError(thrown, 'extension-failed', { reason: 'unexpected' }), { canLogIn: true });
}

/** What was begun in the form, which is read once. */
async function readDraft(): Promise<Draft> {
  if (draft !== null) return draft;
  const kept = await drafts.read();
  // Somebody may have begun something else meanwhile.
  draft ??= kept;
  return draft;
}

function keepDraft(changed: Draft): void {
  draft = changed;
  drafts.write(changed);
}

/** Whoever was signed in need not type who they are. */
async function rememberIdentifier(email: string | null): Promise<void> {
  const begun = await readDraft();
  // Both, because Lock's form asks for one or the other.
  if (!hasIdentifier(begun)) draft = { ...begun, email, username: email };
}

function showError(
  error: LatchkeyError,
  { canLogIn, notice = null }: { canLogIn: boolean; notice?: string | null },
): void {
  const ways: readonly WayOn[] = canLogIn ? waysOn(error.code) : ['retry'];
  // Only a configurable build has something to correct in its options.
  const isOffered = (way: WayOn) => way !== 'options' || built.configurable !== undefined;
  view.show({ kind: 'error', error, notice, canLogIn, ways: ways.filter(isOffered) });
}

/** What became of a sign-in that outlived its popup. The form is there whether that can be told or not. */
async function hearNews(): Promise<void> {
  try {
    const { windowIsOpen, failure } = await send({ type: 'sign-in-status' });
    if (failure === null && !windowIsOpen) return;
    const error = parseError(failure);
    notice = error === null ? translate('windowIsOpen') : await withCookieHint(error);
    if (view.state() === 'signed-out') showForm();
  } catch (error) {
    console.error(error);
  }
}

/** Shows that a sign-out from the menu failed, until the user tries again. */
async function showFailedSignOut(): Promise<void> {
  const error = await signOutFailure.read();
  if (error === null || view.state() !== 'signed-in') return;
  showError(error, { canLogIn: false });
}

/** Once in each opening: what is shown is what was kept, and the background sees whether it is still true. */
function lookAfterSession(): void {
  if (isLookedAfter) return;
  isLookedAfter = true;
  send({ type: 'refresh-session' }).catch((error: unknown) => console.error(error));
}

/** Once in each opening. Nobody asked for it, so nobody is told if it cannot be. */
function signInSilently(): void {
  if (hasAskedToSignInSilently) return;
  hasAskedToSignInSilently = true;
  send({ type: 'sign-in-silently' }).catch((error: unknown) => console.error(error));
}

/** The background opens the window and finishes the sign-in, because this popup might be closed before. */
async function signInWithWindow(parameters: Readonly<Record<string, string>>): Promise<void> {
  const own = { where: 'window' } as const;
  signingIn = own;
  view.show({ kind: 'signing-in', where: 'window', canLogIn: built.login !== 'hosted' });
  try {
    const hints = windowHints(await readDraft(), parameters);
    await send({ type: 'sign-in', parameters: { ...hints, ...parameters } });
    if (signingIn === own) await finishSignIn();
  } catch (thrown) {
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-in' });
    // The background notes what it knows of; not that it gave no answer.
    if (error.code === 'extension-failed') journal.note({ kind: 'sign-in-failed', code: error.code });
    // The user signs in another way: the news are shown above the form.
    if (signingIn !== own && view.state() !== 'signed-in') return;
    // Shown here, so the next popup need not show it; if that fails, it is shown twice.
    await send({ type: 'sign-in-status' }).catch(() => {});
    notice = await withCookieHint(error);
    closeForm();
    // Another popup might have signed in since.
    refresh();
  }
}

/** The background outlives this popup. */
function revoke(signedIn: SignedIn): void {
  send({ type: 'revoke', signedIn }).catch((error: unknown) => console.error(error));
}

/** After a sign-in that is over: shows who is signed in, or the form if the session is gone or over already. */
async function finishSignIn(): Promise<void> {
  signingIn = null;
  await refresh();
  if (view.state() !== 'signing-in' && view.state() !== 'signed-out') return;
  notice ??= translate('signInFailed');
  closeForm();
  await refresh();
}

/** Why a window failed. Its page needs cookies, which the service worker that knows the rest can't see. */
async function withCookieHint(error: LatchkeyError): Promise<string> {
  const message = formatError(error);
  if (!(await areCookiesBlocked())) return message;
  const { domain } = (await readSettings(built)).config;
  return `${message} ${translate('cookiesBlocked', { domain })}`;
}

/** What the hosted page begins with: the user, and the step, that the form was at. */
function windowHints(begun: Draft, { connection }: Readonly<Record<string, string>>): Record<string, string> {
  const { step, chooseAccount } = begun;
  const hint = loginHint(begun);
  return {
    ...(hint === null || connection !== undefined ? {} : { login_hint: hint }),
    ...(step === 'signUp' && connection === undefined ? { screen_hint: 'signup' } : {}),
    ...(chooseAccount ? { prompt: connection === undefined ? 'login' : 'select_account' } : {}),
  };
}

/** Signs out; the form then begins with `next`. */
async function logout(next: Draft): Promise<void> {
  leaving = true;
  view.show({ kind: 'loading', what: 'sign-out' });
  try {
    keepDraft(next);
    const leftBehind = await askToSignOut();
    if (leftBehind.length > 0)
      notice = formatError(
        signOutIncomplete(
          leftBehind,
          built.configurable === undefined ? built.domain : (await readSettings(built)).config.domain,
        ),
      );
    await refresh();
    if ((await session.status()).kind === 'signed-out' && signingIn === null) showForm();
  } catch (thrown) {
    leaving = false;
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-out' });
    journal.note({ kind: 'sign-out-failed', code: error.code });
    showError(error, { canLogIn: false });
  }
}

/**
 * What the sign-out has left behind at the tenant: all, for all we know, where the background has ended in the middle of
 * it, with the session gone and its answer too.
 */
async function askToSignOut(): Promise<Responses['sign-out']['leftBehind']> {
  try {
    return (await send({ type: 'sign-out' })).leftBehind;
  } catch (thrown) {
    if ((await session.status()).kind !== 'signed-out') throw thrown;
    const { config } = await readSettings(built);
    return config.logout === 'local' ? ['refresh-token'] : ['refresh-token', 'tenant-session'];
  }
}
