import english from 'auth0-lock/lib/i18n/en';
import { nameBlockedCookies } from '../browser/blocked-cookies.ts';
import { browserIdentity } from '../browser/identity.ts';
import type { Config } from '../config.ts';
import { asLatchkeyError, LatchkeyError } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import type { Draft } from '../storage/draft.ts';
import { authorize } from '../tenant/authorize.ts';
import type { KeyCache } from '../tenant/token-endpoint.ts';
import type { Branding } from './branding.ts';
import { createDraftWatcher } from './draft-watcher.ts';
import { fixAccessibility, focusField } from './form-accessibility.ts';
import type { FormText, LockContext, SignInHandlers } from './lock-context.ts';
import { lockOptions } from './lock-options.ts';
import type { LockResources } from './lock-resources.ts';
import Auth0Lock from './overrides/core.ts';
import { CODE_EXPIRED } from './refusals.ts';
import { restoreDraft } from './restore-draft.ts';
import { coAuthenticate, sendRequest } from './tenant-requests.ts';

/** Dependencies of `createLockWith`. */
export interface LockDeps extends Pick<SignInHandlers, 'onSubmit' | 'onRefused' | 'onFailure' | 'onWindow'> {
  /** The element to draw into. It must have an ID. */
  readonly container: HTMLElement;
  readonly branding: Branding;
  readonly text: FormText;
  /** The draft that the form starts with. */
  readonly draft: Draft;
  /** Cache of the tenant's signing keys. */
  readonly keys: KeyCache;
  readonly resources: LockResources;
  /** Aborting it closes the form. */
  readonly signal: AbortSignal;
  /** Called with each change of the draft. */
  readonly onDraft: (draft: Draft) => void;
  /** Called with the tenant's tokens before Lock receives them. Rejects if the form was closed after the submission. */
  readonly onTokens: (result: AuthResult) => Promise<void>;
  /** Called with the tenant's tokens when Lock emits `authenticated`. */
  readonly onAuthenticated: (result: AuthResult) => void;
}

/** Lock's form. */
export interface LockForm {
  /** Draws the form and focuses a field. Resolves when the form has a field or a button. Never settles if it is closed before. */
  show(): Promise<void>;
  destroy(): void;
}

/** Creates Lock with one of its engines, which determines its screens. Resolves when Lock can be shown without loading. */
export async function createLockWith(engine: LockEngine, config: Config, deps: LockDeps): Promise<LockForm> {
  const { container, branding, text, draft, resources, onDraft } = deps;
  const { settings, translation } = resources;
  const signUpFields = branding.additionalSignUpFields.map(({ name }) => name);
  const watcher = createDraftWatcher(draft, signUpFields, onDraft);
  const context: LockContext = {
    settings,
    dictionary: translation.dictionary,
    handlers: signInHandlers(config, deps),
    container,
    onScreen: watcher.onScreen,
    onEvent(name, argument) {
      // After a sign-up, the step is the sign-in, whether Lock's own attempt succeeds or not.
      if (name === 'signup success') watcher.onScreen('main.login');
      if (name === 'authenticated') deps.onAuthenticated(argument as AuthResult);
      if (name === 'unrecoverable_error') deps.onFailure(explainLockError(argument));
    },
  };
  const options = {
    ...lockOptions(config, {
      ...deps,
      redirectUrl: browserIdentity().redirectUrl,
      codeErrors: codeErrors(resources, text),
    }),
    lockContext: () => context,
  };
  const lock = new Auth0Lock(config.clientId, config.domain, options, engine);
  fixAccessibility(container, text, deps.signal);
  await lock.whenReady();
  lock.update((model) => restoreDraft(model, draft));
  lock.onChange((model) => watcher.onChange(model, (change) => lock.update(change)));
  return { show: () => showLock(lock, deps), destroy: () => lock.destroy() };
}

function signInHandlers(config: Config, deps: LockDeps): SignInHandlers {
  const { onSubmit, onRefused, onWindow, onFailure, onTokens, keys, text } = deps;
  const { origin } = deps.resources;
  return {
    text,
    onSubmit,
    onRefused,
    onWindow,
    onFailure: (error) => void nameBlockedCookies(error, config.domain).then(onFailure),
    send: (endpoint, fields) => sendRequest(config, endpoint, fields, { origin }),
    coAuthenticate: (credentials) => coAuthenticate(config, credentials, { origin }),
    authorize: async (loginTicket, realm) => {
      const flow = { interactive: false, parameters: { login_ticket: loginTicket, realm } };
      const result = await authorize(config, flow, { identity: browserIdentity(), keys });
      await onTokens(result);
      return result;
    },
  };
}

/**
 * Returns the messages for a refused one-time code, by error code. Lock would show "something went wrong", although each
 * dictionary has the text for a wrong code in another section.
 */
function codeErrors({ translation }: LockResources, { codeExpired }: FormText): Record<string, string> {
  const { error }: { error?: Partial<typeof english.default.error> } = { ...translation.dictionary };
  const wrong = error?.login?.['lock.invalid_code'] ?? english.default.error.login['lock.invalid_code'];
  return { ...(wrong === undefined ? {} : { invalid_user_password: wrong }), [CODE_EXPIRED]: codeExpired };
}

function showLock(lock: Auth0Lock, { container, signal }: LockDeps): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (container.querySelector('form input, form button') === null) return;
      observer.disconnect();
      focusField(container);
      resolve();
    });
    observer.observe(container, { childList: true, subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
    lock.show();
  });
}

function explainLockError(error: unknown): LatchkeyError {
  if (error instanceof Error && 'code' in error && error.code === 'no_connection') {
    return new LatchkeyError('lock-failed', { reason: 'no-connection' }, { cause: error });
  }
  return asLatchkeyError(error, 'lock-failed', { reason: 'form' });
}
