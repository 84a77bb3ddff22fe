import { areCookiesBlocked } from './browser/blocked-cookies.ts';
import { send, type WindowParameters } from './browser/messages.ts';
import { callAt } from './browser/timers.ts';
import type { Config } from './config.ts';
import { asLatchkeyError, parseError } from './errors.ts';
import { createPopupForm, loadFormCode, type PopupFormDeps } from './popup-form.ts';
import type { Effect, Notice, PopupEvent } from './popup-model.ts';
import type { SignedIn } from './session/session.ts';
import { SIGN_IN_FAILURE, SIGN_OUT_FAILURE } from './storage/items.ts';
import {
  createReadOnlySessionStore,
  type SessionReader,
  statusAtOpening,
} from './storage/open-session-store.ts';
import { createSettingsStore, type SettingsStore } from './storage/settings-store.ts';
import { openItem } from './storage/stored-item.ts';

/** Dependencies of `createEffects`. */
export interface EffectDeps extends Pick<PopupFormDeps, 'container' | 'branding' | 'loadMessages'> {
  readonly dispatch: (event: PopupEvent) => void;
  /** When aborted, closes the form and stops all dispatching. */
  readonly signal: AbortSignal;
}

/**
 * Returns a function that runs the effects of `step` in a page of the extension. If one fails, dispatches `unexpected`. Also
 * dispatches changes of the session and of the settings. `config` is the build's configuration, not the active one.
 */
export function createEffects(
  config: Config,
  { dispatch, signal, ...options }: EffectDeps,
): (effect: Effect) => void {
  const signOutFailure = openItem(SIGN_OUT_FAILURE);
  const settings = createSettingsStore(config);
  const session = createReadOnlySessionStore(config, settings);
  const done = new Set<Effect['do']>();
  let reads = 0;
  let window: object = {};
  let cancelRead = () => {};

  const fail = (thrown: unknown) => {
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'unexpected' });
    dispatch({ type: 'unexpected', error });
  };
  const readStatus = async () => {
    const number = ++reads;
    const status = await currentStatus();
    // Otherwise a later read has overtaken this one.
    if (number === reads) dispatch({ type: 'status', status });
  };
  const refreshStatus = () => void readStatus().catch(fail);
  const currentStatus = statusAtOpening(session, config, refreshStatus);
  const form = createPopupForm(config, { ...options, settings, report: dispatch, revoke });

  const onSettings = async () => {
    const { config: active } = await settings.read();
    dispatch({ type: 'settings-changed', fits: form.fits(active) });
  };

  const openWindow = async (parameters: WindowParameters) => {
    const opened = {};
    window = opened;
    const event = await signInWithWindow(settings, form.windowHints(parameters));
    // Another window might have replaced this one.
    if (window === opened) dispatch(event);
  };

  const perform = async (effect: Effect): Promise<void> => {
    switch (effect.do) {
      case 'read-status':
        return readStatus();
      case 'read-status-anew':
        await signOutFailure.remove();
        return readStatus();
      case 'read-status-at':
        cancelRead();
        cancelRead = callAt(effect.timestamp, refreshStatus);
        return;
      case 'open-form':
        return form.open();
      case 'close-form':
        return form.close();
      case 'open-window':
        return openWindow(effect.parameters);
      case 'sign-out':
        form.forget({ chooseAccount: effect.chooseAccount });
        return dispatch(await signOut(settings, session));
      case 'find-failed-sign-out': {
        const error = await signOutFailure.read();
        if (error !== null) dispatch({ type: 'sign-out-had-failed', error });
        return;
      }
      case 'refresh-session':
      case 'sign-in-silently':
        if (done.has(effect.do)) return;
        done.add(effect.do);
        return logFailure(send({ type: effect.do }));
      case 'request-sign-in-status':
        return logFailure(requestSignInStatus(settings, dispatch));
      case 'discard-sign-in-status':
        return logFailure(send({ type: 'sign-in-status' }));
      case 'forget-draft':
        return form.forget(null);
      case 'remember-user':
        return form.remember(effect.email);
      case 'watch-focus':
        return addEventListener('focus', refreshStatus, { once: true, signal });
      case 'note':
        return (await loadFormCode()).note(effect.event);
      case 'log':
        return console.error(effect.error);
      case 'mark':
        performance.mark(effect.name);
    }
  };

  const stops = [
    session.subscribe(refreshStatus),
    settings.subscribe(() => void onSettings().catch(fail)),
    openItem(SIGN_IN_FAILURE).subscribe(() => dispatch({ type: 'sign-in-status-changed' })),
  ];
  signal.addEventListener('abort', () => {
    for (const stop of [...stops, cancelRead, form.close]) stop();
  });
  return (effect) => {
    if (!signal.aborted) void perform(effect).catch(fail);
  };
}

/** Has the background open the window and finish the sign-in, because the popup might close first. Returns the outcome. */
async function signInWithWindow(
  settings: SettingsStore,
  hints: Promise<WindowParameters>,
): Promise<PopupEvent> {
  try {
    await send({ type: 'sign-in', parameters: await hints });
    return { type: 'window-done' };
  } catch (thrown) {
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-in' });
    return { type: 'window-failed', error, cookiesOf: await domainOfBlockedCookies(settings) };
  }
}

/**
 * Returns the tenant's domain if the browser blocks cookies, which the pages of the window need, otherwise `null`. Only a page of
 * the extension can check this: the service worker can't.
 */
async function domainOfBlockedCookies(settings: SettingsStore): Promise<string | null> {
  return (await areCookiesBlocked()) ? (await settings.read()).config.domain : null;
}

async function requestSignInStatus(settings: SettingsStore, dispatch: EffectDeps['dispatch']): Promise<void> {
  const { windowIsOpen, failure } = await send({ type: 'sign-in-status' });
  const error = parseError(failure);
  if (error === null && !windowIsOpen) return;
  const notice: Notice =
    error === null
      ? { kind: 'window-open' }
      : { kind: 'failed', error, cookiesOf: await domainOfBlockedCookies(settings) };
  dispatch({ type: 'sign-in-status', notice });
}

async function signOut(settings: SettingsStore, session: SessionReader): Promise<PopupEvent> {
  try {
    const { domain, logout } = (await settings.read()).config;
    try {
      return { type: 'signed-out', domain, failedSteps: (await send({ type: 'sign-out' })).failedSteps };
    } catch (thrown) {
      if ((await session.status()).kind !== 'signed-out') throw thrown;
      // The background stopped during the sign-out, so every step might have failed.
      const atTenant = logout === 'local' ? [] : (['tenant-session'] as const);
      return { type: 'signed-out', domain, failedSteps: ['refresh-token', ...atTenant] };
    }
  } catch (thrown) {
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-out' });
    return { type: 'sign-out-failed', error };
  }
}

/** Has the background revoke the tokens, because it outlives this page. */
function revoke(signedIn: SignedIn): void {
  void logFailure(send({ type: 'revoke', signedIn }));
}

/** Logs a failure of work that runs automatically, which no user waits for. */
async function logFailure(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => console.error(error));
}
