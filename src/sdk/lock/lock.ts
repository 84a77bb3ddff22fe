import english from 'auth0-lock/lib/i18n/en';
import { checkHostPermission } from '../browser/host-permission.ts';
import { browserIdentity } from '../browser/identity.ts';
import type { Config } from '../config.ts';
import { asLatchkeyError, LatchkeyError } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import type { Draft } from '../storage/draft.ts';
import { authorize } from '../tenant/authorize.ts';
import { connectionsOf } from '../tenant/client-settings.ts';
import type { KeyCache } from '../tenant/token-endpoint.ts';
import type { Branding } from './branding.ts';
import { coAuthenticate } from './co-authenticate.ts';
import { watchDraft } from './draft-watcher.ts';
import { fixAccessibility, focusField } from './form-accessibility.ts';
import type { FormText } from './form-text.ts';
import type { Dictionary, Translation } from './languages.ts';
import { LockContext } from './lock-context.ts';
import { lockOptions } from './lock-options.ts';
import type { LockResources } from './lock-resources.ts';
import { nameBlockedCookies } from './name-blocked-cookies.ts';
import Auth0Lock from './overrides/core.ts';
import { CODE_EXPIRED } from './refusals.ts';
import { restoreDraft } from './restore-draft.ts';
import type { SignInHandlers } from './web-auth.ts';

/** The element that Lock draws into, and the signal that closes the form. */
export type LockPlace = Pick<LockDeps, 'container' | 'signal'>;

/** Dependencies of `createLockWith`. Lock's own `authenticated` event reports a sign-in. */
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
}

/** Creates Lock with one of its engines, which determines its screens. Resolves when Lock can be shown without loading. */
export async function createLockWith(engine: LockEngine, config: Config, deps: LockDeps): Promise<Auth0Lock> {
  const { container, branding, text, draft, resources, onDraft } = deps;
  const { settings, translation } = resources;
  const { redirectUrl } = browserIdentity();
  const signUpFields = branding.additionalSignUpFields.map(({ name }) => name);
  const options = {
    ...lockOptions(config, {
      container: container.id,
      branding,
      draft,
      redirectUrl,
      connections: connectionsOf(settings),
      language: translation.tag,
      text,
      codeErrors: codeErrors(translation, text),
    }),
    lockContext: new LockContext({
      settings,
      dictionary: translation.dictionary,
      handlers: signInHandlers(config, deps),
    }),
  };
  const lock = new Auth0Lock(config.clientId, config.domain, options, engine);
  fixAccessibility(container, text, deps.signal);
  lock.on('unrecoverable_error', (error: unknown) => deps.onFailure(explainLockError(error)));
  await lock.whenReady();
  lock.update((model) => restoreDraft(model, draft));
  watchDraft(lock, { draft, signUpFields, onDraft });
  return lock;
}

function signInHandlers(config: Config, deps: LockDeps): SignInHandlers {
  const { onSubmit, onRefused, onWindow, onFailure, onTokens, keys, text } = deps;
  const { tenant, domain } = config;
  const identity = browserIdentity();
  return {
    tenant,
    domain,
    text,
    onSubmit,
    onRefused,
    onWindow,
    onFailure: (error) => void nameBlockedCookies(error, domain).then(onFailure),
    checkAccess: () => checkHostPermission(domain),
    coAuthenticate: (credentials) => coAuthenticate(config, credentials, { origin: deps.resources.origin }),
    authorize: async (loginTicket, realm) => {
      const parameters = { login_ticket: loginTicket, realm };
      const flow = { interactive: false, parameters };
      const result = await authorize(config, flow, { identity, keys });
      await onTokens(result);
      return result;
    },
  };
}

/**
 * Returns the messages for a refused one-time code, by error code. Lock would show "something went wrong", although each
 * dictionary has the text for a wrong code in another section.
 */
function codeErrors({ dictionary }: Translation, text: FormText): Record<string, string> {
  const wrong =
    textAt(dictionary, 'error', 'login', 'lock.invalid_code') ??
    english.default.error.login['lock.invalid_code'];
  return {
    ...(wrong === undefined ? {} : { invalid_user_password: wrong }),
    [CODE_EXPIRED]: text.codeExpired,
  };
}

function textAt(dictionary: Dictionary | null, ...path: readonly string[]): string | undefined {
  let found: string | Dictionary | null | undefined = dictionary;
  for (const name of path) found = typeof found === 'object' ? found?.[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/**
 * Draws Lock into `container` and focuses a field. Resolves when the form has a field or a button. Never settles if `signal`
 * is aborted before.
 */
export function showLock(lock: Auth0Lock, { container, signal }: LockPlace): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!isDrawn(container)) return;
      observer.disconnect();
      focusField(container);
      resolve();
    });
    observer.observe(container, { childList: true, subtree: true });
    signal.addEventListener('abort', () => observer.disconnect());
    lock.show();
  });
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
