/** Lock's form. Loaded in parallel with Lock's code, only when the user must sign in. */
import type { Config } from '../config.ts';
import { asLatchkeyError } from '../errors.ts';
import { lockLanguage } from '../locales/browser-language.ts';
import type { FormEvent } from '../popup-model.ts';
import { type AuthResult, createSession, type SignedIn } from '../session/session.ts';
import type { Draft } from '../storage/draft.ts';
import { CLIENT_SETTINGS, JOURNAL, TENANT_KEYS, USER_ACTIONS } from '../storage/items.ts';
import { createJournal, type JournalEvent } from '../storage/journal.ts';
import { openItem } from '../storage/stored-item.ts';
import { createClientSettingsCache, createKeyCache } from '../storage/tenant-cache.ts';
import { createSessionStoreWithTokens } from '../storage/token-session-store.ts';
import { createUserActions, saveOrRevoke } from '../storage/user-actions.ts';
import type { LockDeps, LockForm } from './lock.ts';
import type { FormText } from './lock-context.ts';
import { type LockResources, loadLockResources } from './lock-resources.ts';

/** Lock's code with one of its two forms: `lock-password.ts` or `lock-code.ts`. */
export interface LockModule {
  /** See `createLockWith`. */
  createLock(config: Config, deps: LockDeps): Promise<LockForm>;
}

/** Dependencies of `openSignInForm`. */
export interface SignInFormDeps extends Pick<LockDeps, 'container' | 'branding' | 'signal' | 'onDraft'> {
  /** The form's texts, which are still loading. */
  readonly text: Promise<FormText>;
  /** The draft that the form starts with. Never rejects. */
  readonly draft: Promise<Draft>;
  /** Lock's code, which is still loading. */
  readonly code: Promise<LockModule>;
  /** Ignores events after `signal` is aborted. */
  readonly report: (event: FormEvent) => void;
  /** Requests that the tokens of a sign-in are revoked. */
  readonly revoke: (signedIn: SignedIn) => void;
}

/** Opens Lock's form for the active configuration. Calls `report` with the form's events and failures. Never rejects. */
export async function openSignInForm(config: Config, deps: SignInFormDeps): Promise<void> {
  const { signal, container, branding, onDraft, report, revoke } = deps;
  let resources: LockResources | null = null;
  const fail = (thrown: unknown) =>
    report({ type: 'form-failed', error: asLatchkeyError(thrown, 'lock-failed', { reason: 'form' }) });
  try {
    const cache = createClientSettingsCache(openItem(CLIENT_SETTINGS), config);
    const [{ createLock }, text, loaded, draft] = await Promise.all([
      deps.code,
      deps.text,
      loadLockResources(config, container, cache, lockLanguage()),
      deps.draft,
    ]);
    if (signal.aborted) return;
    resources = loaded;
    const saver = createSessionSaver(config, revoke);
    const lock = await createLock(config, {
      ...{ container, branding, text, draft, resources, signal, onDraft },
      keys: createKeyCache(openItem(TENANT_KEYS), config),
      onSubmit() {
        saver.begin();
        report({ type: 'form-submitted' });
      },
      onRefused: () => report({ type: 'form-refused' }),
      onWindow: (parameters) => report({ type: 'form-needs-window', parameters }),
      onFailure: fail,
      async onTokens(result) {
        if (!signal.aborted) return;
        revoke(createSession(result, config, Date.now()));
        throw new TypeError('The form was closed.');
      },
      onAuthenticated: (result) => void saver.save(result).then(() => report({ type: 'form-saved' }), fail),
    });
    if (signal.aborted) return lock.destroy();
    signal.addEventListener('abort', () => lock.destroy());
    await lock.show();
    report({ type: 'form-ready' });
  } catch (thrown) {
    fail(thrown);
  }
  // Also after a failure, because outdated settings might be its cause.
  await resources?.refreshSettings();
}

function createSessionSaver(config: Config, revoke: SignInFormDeps['revoke']) {
  const session = createSessionStoreWithTokens(config, { onReplaced: revoke });
  const userActions = createUserActions(openItem(USER_ACTIONS));
  let action: Promise<number> | null = null;
  return {
    /** Prepares `save`. Called when the user submits the form. */
    begin() {
      action = userActions.begin();
      void session.prepare();
    },
    /** Saves a sign-in unless a newer user action exists. Revokes a sign-in that it does not save. */
    async save(result: AuthResult): Promise<void> {
      const signedIn = createSession(result, config, Date.now());
      const number = await (action ?? userActions.begin());
      const save = () => userActions.complete(number, () => session.save(signedIn).then(() => true));
      const isSaved = await saveOrRevoke(signedIn, { save, revoke });
      // Not awaited, so that the journal doesn't delay the sign-in.
      if (isSaved) void note({ kind: 'signed-in', method: 'form' });
    },
  };
}

/** Writes an event into the journal. Never rejects. */
export function note(event: JournalEvent): Promise<void> {
  return createJournal(openItem(JOURNAL)).note(event);
}
