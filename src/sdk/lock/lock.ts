import english from 'auth0-lock/lib/i18n/en';
import lockModule from 'auth0-lock/lib/index';
import { look } from '../../extension/branding.ts';
import { checkHostPermission } from '../browser/host-permission.ts';
import { browserIdentity } from '../browser/identity.ts';
import type { Config } from '../config.ts';
import { asLatchkeyError, LatchkeyError } from '../errors.ts';
import { translate } from '../locales/translate.ts';
import type { AuthResult } from '../session/session.ts';
import type { Draft } from '../storage/draft.ts';
import { authorize } from '../tenant/authorize.ts';
import { connectionsOf } from '../tenant/client-settings.ts';
import type { KeyCache } from '../tenant/token-endpoint.ts';
import { coAuthenticate } from './co-authenticate.ts';
import { watchDraft } from './draft-watcher.ts';
import type { Dictionary, Words } from './languages.ts';
import { lockOptions } from './lock-options.ts';
import { nameBlockedCookies } from './name-blocked-cookies.ts';
import { provideClientSettings, provideWords } from './overrides/cdn-utils.ts';
import type { Provisions } from './provisions.ts';
import { CODE_EXPIRED } from './refusals.ts';
import { restoreDraft } from './restore-draft.ts';
import { focusField, keepUsable } from './usable-form.ts';
import { provideSignInRoad, type SignInRoad } from './web-auth.ts';

/** The real Auth0Lock. */
export type Auth0Lock = InstanceType<typeof lockModule.default>;

/** Where Lock is drawn, and who hears what becomes of a sign-in. `authenticated` is Lock's own event. */
export interface LockSetting extends Pick<SignInRoad, 'onSubmit' | 'onRefused' | 'onFailure' | 'onWindow'> {
  /** Id of the element to draw into. */
  readonly container: string;
  /** What the form begins with. */
  readonly draft: Draft;
  /** Where the tenant's keys are remembered. */
  readonly keys: KeyCache;
  readonly provisions: Provisions;
  /** Hears of each change of it. */
  readonly onDraft: (draft: Draft) => void;
  /** Called with what the tenant issued, before Lock is. Rejects if the form was closed after it was submitted. */
  readonly onTokens: (result: AuthResult) => Promise<void>;
}

/** Makes the real `Auth0Lock`, ready to be shown without a wait. */
export async function createLock(config: Config, setting: LockSetting): Promise<Auth0Lock> {
  const { settings, words, origin } = setting.provisions;
  const identity = browserIdentity();
  provideClientSettings(settings);
  provideWords(words);
  provideSignInRoad({
    ...setting,
    onFailure: (error) => void nameBlockedCookies(error, config.domain).then(setting.onFailure),
    tenant: config.tenant,
    domain: config.domain,
    checkAccess: () => checkHostPermission(config.domain),
    coAuthenticate: (credentials) => coAuthenticate(config, credentials, { origin }),
    authorize: async (loginTicket, realm) => {
      const result = await authorize(
        config,
        { interactive: false, parameters: { login_ticket: loginTicket, realm } },
        { identity, keys: setting.keys },
      );
      await setting.onTokens(result);
      return result;
    },
  });
  const options = lockOptions(config, {
    ...setting,
    redirectUrl: identity.redirectUrl,
    connections: connectionsOf(settings),
    language: words.tag,
    codeErrors: codeErrors(words),
  });
  const Lock = config.login === 'passwordless' ? lockModule.Auth0LockPasswordless : lockModule.default;
  const lock = new Lock(config.clientId, config.domain, options);
  keepUsable(formIn(setting.container));
  lock.on('unrecoverable_error', (error: unknown) => setting.onFailure(explainLockError(error)));
  await lock.whenReady();
  lock.update((model) => restoreDraft(model, setting.draft));
  watchDraft(lock, { ...setting, signUpFields: look.additionalSignUpFields.map(({ name }) => name) });
  return lock;
}

/** Lock says "something went wrong" of a wrong code, though it has the words elsewhere in each dictionary. */
function codeErrors({ dictionary }: Words): Record<string, string> {
  const wrong =
    textAt(dictionary, 'error', 'login', 'lock.invalid_code') ??
    english.default.error.login['lock.invalid_code'];
  return {
    invalid_user_password: wrong ?? translate('codeWrong'),
    [CODE_EXPIRED]: translate('codeExpired'),
  };
}

function textAt(dictionary: Dictionary | null, ...path: readonly string[]): string | undefined {
  let found: string | Dictionary | null | undefined = dictionary;
  for (const name of path) found = typeof found === 'object' ? found?.[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** Draws Lock. Resolves when it can be typed into, or clicked where it has no field. */
export function showLock(lock: Auth0Lock, container: string): Promise<void> {
  return new Promise((resolve) => {
    const form = formIn(container);
    const observer = new MutationObserver(() => {
      if (!isDrawn(form)) return;
      observer.disconnect();
      focusField(form);
      resolve();
    });
    observer.observe(form, { childList: true, subtree: true });
    lock.show();
  });
}

function formIn(container: string): HTMLElement {
  return document.getElementById(container) ?? document.body;
}

function isDrawn(form: HTMLElement): boolean {
  return form.querySelector('form input, form button') !== null;
}

function explainLockError(error: unknown): LatchkeyError {
  if (error instanceof Error && 'code' in error && error.code === 'no_connection') {
    return new LatchkeyError('lock-failed', { reason: 'no-connection' }, { cause: error });
  }
  return asLatchkeyError(error, 'lock-failed', { reason: 'form' });
}
