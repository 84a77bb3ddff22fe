import { config } from './config.ts';
import { asLatchkeyError } from './errors.ts';
import type { Auth0Lock } from './lock/lock.ts';
import { send } from './messages.ts';
import { createSession } from './session/session.ts';
import type { SessionStatus } from './session/status.ts';
import { createStatusUpdater } from './session/status-updater.ts';
import { extensionStorage } from './storage/extension-storage.ts';
import { createSessionStore } from './storage/session-store.ts';
import { createPopupView } from './views/popup-view.ts';
import * as sentences from './views/sentences.ts';
import { atMoment } from './views/timer.ts';

/** The sign-in form while it is in the popup: Lock, as soon as it is loaded. */
interface Form {
  lock: Auth0Lock | null;
  ready: boolean;
}

const session = createSessionStore(extensionStorage(config.storage));
const view = createPopupView({ logIn, logOut: logout, tryAgain: start });
const refresh = createStatusUpdater({ read: session.status, show: showStatus });

let form: Form | null = null;
let identifier: string | null = null;
/** From a sign-out until the form is there again: meanwhile a tenant that is away is no reason for alarm. */
let leaving = false;
let notice: string | null = null;
let cancelExpiry = () => {};

session.subscribe(refresh);
requestAnimationFrame(() => performance.mark('popup-painted'));
start();

function start(): void {
  closeForm();
  view.show({ kind: 'loading', what: 'session' });
  refresh();
}

function showStatus(status: SessionStatus): void {
  cancelExpiry();
  switch (status.kind) {
    case 'signed-in':
      closeForm();
      notice = null;
      view.show({ kind: 'signed-in', session: status.session });
      performance.mark('session-shown');
      cancelExpiry = atMoment(status.session.expiresAt, refresh);
      return;
    case 'expired':
      identifier = status.session.user.email;
      notice = sentences.sessionEnded;
      openForm();
      return;
    case 'signed-out':
      openForm();
      return;
    case 'unreadable':
      closeForm();
      view.show({ kind: 'error', error: sentences.unreadable(status.cause), canLogIn: false });
      return;
  }
}

function logIn(): void {
  leaving = false;
  notice = null;
  openForm();
}

/** Lock appears by itself where nobody is signed in. Its code is loaded then and not before. */
async function openForm(): Promise<void> {
  if (form !== null) return;
  const own: Form = { lock: null, ready: false };
  form = own;
  showForm();
  try {
    const { createLock, showLock } = await import('./lock/lock.ts');
    const lock = await createLock(config, {
      container: 'lock',
      identifier,
      onSubmit: (typed) => {
        identifier = typed;
        notice = null;
        view.show({ kind: 'signing-in' });
      },
      onRefused: showForm,
      onFailure: (error) => fail(own, error),
    });
    if (form !== own) return lock.destroy();
    own.lock = lock;
    lock.on('authenticated', (result) => {
      session.save(createSession(result, Date.now())).catch((error: unknown) => fail(own, error));
    });
    await showLock(lock, 'lock');
    if (form !== own) return;
    own.ready = true;
    leaving = false;
    performance.mark('login-ready');
    showForm();
  } catch (error) {
    fail(own, error);
  }
}

function showForm(): void {
  const stage = form === null ? 'absent' : form.ready ? 'ready' : 'opening';
  view.show({ kind: 'signed-out', notice, form: stage });
}

function closeForm(): void {
  form?.lock?.destroy();
  form = null;
}

/** A sign-in, or the form itself, failed in a way that Lock has no words for. */
function fail(failed: Form, thrown: unknown): void {
  if (form !== failed) return;
  closeForm();
  const error = asLatchkeyError(thrown, 'lock-failed', sentences.formFailed);
  if (leaving) {
    notice ??= sentences.signedOutHere(error);
    showForm();
    return;
  }
  console.error(error);
  view.show({ kind: 'error', error, canLogIn: true });
}

async function logout(): Promise<void> {
  leaving = true;
  view.show({ kind: 'loading', what: 'sign-out' });
  try {
    const { leftBehind } = await send({ type: 'sign-out' });
    if (leftBehind.length > 0) notice = sentences.leftBehind(leftBehind, config.domain);
    await refresh();
    if ((await session.status()).kind === 'signed-out') showForm();
  } catch (thrown) {
    leaving = false;
    const error = asLatchkeyError(thrown, 'extension-failed', sentences.signOutFailed);
    view.show({ kind: 'error', error, canLogIn: false });
  }
}
