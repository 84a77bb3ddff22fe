import english from 'auth0-lock/lib/i18n/en';
import lockModule from 'auth0-lock/lib/index';
import { authorize } from '../auth/authorize.ts';
import { explainHostPermission } from '../auth/host-permission.ts';
import { browserIdentity } from '../auth/identity.ts';
import { sendStableOrigin, stableOrigin } from '../auth/stable-origin.ts';
import type { KeyCache } from '../auth/token-endpoint.ts';
import type { Config } from '../config.ts';
import { asLatchkeyError, LatchkeyError } from '../errors.ts';
import type { Draft } from '../session/draft.ts';
import { type Challenge, loadChallenge } from './challenge.ts';
import { rememberedClientSettings, type SettingsCache } from './client-settings.ts';
import { coAuthenticate } from './co-authenticate.ts';
import { atCodeStep } from './code-step.ts';
import { watchDraft } from './draft-watcher.ts';
import { type Dictionary, loadWords, markLanguage, type Words } from './languages.ts';
import { provideClientSettings, provideWords } from './modules/cdn-utils.ts';
import { lockOptions } from './options.ts';
import { loadStylesheet } from './stylesheet.ts';
import { CODE_EXPIRED, provideSignInRoad, type SignInRoad } from './web-auth.ts';

/** The real Auth0Lock. */
export type Auth0Lock = InstanceType<typeof lockModule.default>;

/** Where Lock is drawn, and who hears what becomes of a sign-in. `authenticated` is Lock's own event. */
export interface LockSetting extends Pick<SignInRoad, 'onSubmit' | 'onRefused' | 'onFailure' | 'onWindow'> {
  /** Id of the element to draw into. */
  readonly container: string;
  /** What the form begins with. */
  readonly draft: Draft;
  /** Where the tenant's keys and the application's settings are remembered. */
  readonly keys: KeyCache;
  readonly settings: SettingsCache;
  /** Hears of each change of it. */
  readonly onDraft: (draft: Draft) => void;
}

/**
 * Makes the real `Auth0Lock`, ready to be shown without a wait. Rejects with a `LatchkeyError` if its
 * settings, its stylesheet or Lock itself cannot be had.
 */
export async function createLock(config: Config, setting: LockSetting): Promise<Auth0Lock> {
  const state = crypto.randomUUID();
  const challenges = challengesOf(config, state);
  const [settings, words] = await Promise.all([
    rememberedClientSettings(config, setting.settings).catch((error: unknown) =>
      explainHostPermission(error, config.domain),
    ),
    loadWords(navigator.languages),
    loadStylesheet('lock.css'),
    sendStableOrigin(config.tenant),
  ]);
  const identity = browserIdentity(config.tenant);
  provideClientSettings(settings);
  provideWords(words);
  markLanguage(document.getElementById(setting.container), words);
  provideSignInRoad({
    ...setting,
    tenant: config.tenant,
    state,
    challenge: challenges,
    coAuthenticate: async (credentials) =>
      coAuthenticate(config, credentials, { origin: await stableOrigin(), state }),
    authorize: (loginTicket, realm) =>
      authorize(
        config,
        { interactive: false, parameters: { login_ticket: loginTicket, realm } },
        { identity, keys: setting.keys },
      ),
  });
  const options = lockOptions(config, {
    ...setting,
    redirectUrl: identity.redirectUrl,
    language: words.tag,
    codeErrors: codeErrors(words),
  });
  const Lock = config.login === 'passwordless' ? lockModule.Auth0LockPasswordless : lockModule.default;
  const lock = new Lock(config.clientId, config.domain, options);
  watchDraft(lock, document.getElementById(setting.container) ?? document.body, setting);
  lock.on('unrecoverable_error', (error: unknown) => setting.onFailure(explainLockError(error)));
  await lock.whenReady();
  if (setting.draft.step === 'code') lock.update(atCodeStep);
  return lock;
}

/** Lock says "something went wrong" of a wrong code, though it has the words elsewhere in each dictionary. */
function codeErrors({ dictionary }: Words): Record<string, string> {
  const wrong =
    textAt(dictionary, 'error', 'login', 'lock.invalid_code') ??
    english.default.error.login['lock.invalid_code'];
  return {
    invalid_user_password: wrong ?? 'Wrong code.',
    [CODE_EXPIRED]: 'This code has expired. Ask for a new one.',
  };
}

function textAt(dictionary: Dictionary | null, ...path: readonly string[]): string | undefined {
  let found: string | Dictionary | null | undefined = dictionary;
  for (const name of path) found = typeof found === 'object' ? found?.[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** Asks for captchas: the first one at once, beside everything else that the form needs; each later one anew. */
function challengesOf(config: Config, state: string): () => Promise<Challenge | null> {
  if (config.login === 'passwordless') return async () => null;
  let first: Promise<Challenge | null> | undefined = loadChallenge(config, state);
  return () => {
    const challenge = first ?? loadChallenge(config, state);
    first = undefined;
    return challenge;
  };
}

/** Draws Lock. Resolves when it can be typed into, or clicked where it has no field. */
export function showLock(lock: Auth0Lock, container: string): Promise<void> {
  return new Promise((resolve) => {
    const form = document.getElementById(container) ?? document.body;
    const observer = new MutationObserver(() => {
      if (form.querySelector('form input, form button') === null) return;
      observer.disconnect();
      focusFirstEmptyField(form);
      resolve();
    });
    observer.observe(form, { childList: true, subtree: true });
    lock.show();
  });
}

function focusFirstEmptyField(form: HTMLElement): void {
  const fields = Array.from(form.querySelectorAll<HTMLInputElement>('input:not([type="hidden"])'));
  (fields.find(({ value }) => value === '') ?? fields[0])?.focus();
}

function explainLockError(error: unknown): LatchkeyError {
  if (error instanceof Error && 'code' in error && error.code === 'no_connection') {
    return new LatchkeyError(
      'lock-failed',
      'There is no way to sign in: the application has no connection switched on, or AUTH0_CONNECTIONS names ' +
        'none of them. Tell the developer of this extension, or try again later.',
      { cause: error },
    );
  }
  return asLatchkeyError(error, 'lock-failed', 'The sign-in form could not be shown. Try again.');
}
