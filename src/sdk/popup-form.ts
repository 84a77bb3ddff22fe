/** The popup's form, from opening to closing. Its code is not loaded before the form opens. */

import { hasHostPermission } from './browser/host-permission.ts';
import type { WindowParameters } from './browser/messages.ts';
import type { Config } from './config.ts';
import type { SignInMessages } from './locales/sign-in-messages.ts';
import type { SignInFormDeps } from './lock/sign-in-form.ts';
import { type Draft, EMPTY_DRAFT, hasIdentifier, loginHint } from './storage/draft.ts';
import { DRAFT } from './storage/items.ts';
import type { SettingsStore } from './storage/settings-store.ts';
import { openItem } from './storage/stored-item.ts';

/** Dependencies of `createPopupForm`. */
export interface PopupFormDeps extends Pick<SignInFormDeps, 'container' | 'branding' | 'report' | 'revoke'> {
  readonly loadMessages: () => Promise<SignInMessages>;
  readonly settings: Pick<SettingsStore, 'read'>;
}

/** Loads the code that only a sign-in needs. */
export const loadFormCode = () => import('./lock/sign-in-form.ts');

/** Returns the form of a build. `config` is the build's configuration, not the active one. */
export function createPopupForm(config: Config, deps: PopupFormDeps) {
  const { report, revoke, container, branding, loadMessages } = deps;
  const stored = openItem(DRAFT);
  let form: AbortController | null = null;
  let openedFor: string | null = null;
  let draft: Draft | null = null;
  let reading: Promise<Draft> | null = null;
  let email: string | null = null;

  const saveDraft = (changed: Draft) => {
    draft = changed;
    // Never rejects: the item logs a failure.
    void stored.write(changed);
  };

  // Read once, before a click: the popup can close right after it, and the request for a window must be sent by then.
  const readOnce = () => (reading ??= stored.read());
  if (config.login === 'hosted') void readOnce();
  const currentDraft = async (): Promise<Draft> => {
    const known = draft ?? (await readOnce());
    // Lock's form has one field or the other.
    return email === null || hasIdentifier(known) ? known : { ...known, email, username: email };
  };

  const loadCode = () => {
    // Lock's code first, because it takes the longest. The stylesheet now, because the form would request it later.
    const code = {
      lock:
        config.login === 'passwordless' ? import('./lock/lock-code.ts') : import('./lock/lock-password.ts'),
      formModule: loadFormCode(),
      styles: import('./lock/styles.ts'),
      text: loadMessages().then(({ formText }) => formText),
    };
    // Prevents unhandled rejections. The caller that awaits a promise reports its failure.
    for (const loading of Object.values(code)) loading.catch(() => {});
    return code;
  };

  const open = async ({ signal }: AbortController) => {
    const reportOpen: PopupFormDeps['report'] = (event) => {
      if (!signal.aborted) report(event);
    };
    // Loads the code while the settings are read, because almost every build shows the form.
    const early = config.configurable === undefined ? loadCode() : null;
    const { config: active } = await deps.settings.read();
    if (signal.aborted) return;
    openedFor = formKey(active);
    if (config.configurable !== undefined) {
      const isReachable = active.domain !== '' && (await hasHostPermission(active.domain));
      if (!isReachable) return reportOpen({ type: 'form-without-tenant', domain: active.domain || null });
    }
    if (active.login === 'hosted') return reportOpen({ type: 'form-hosted' });
    const { lock, formModule, text } = early ?? loadCode();
    const { openSignInForm } = await formModule;
    await openSignInForm(active, {
      ...{ container, branding, text, code: lock, draft: currentDraft(), signal, revoke },
      onDraft: saveDraft,
      report: reportOpen,
    });
  };

  return {
    /** Opens the form. Does nothing if it is open. Rejects if its code can't be loaded. */
    async open(): Promise<void> {
      if (form !== null) return;
      form = new AbortController();
      await open(form);
    },
    /** Closes the form, which then reports no more events. */
    close(): void {
      form?.abort();
      form = null;
    },
    /** Returns whether the form that was opened last, open or not, matches `active`. */
    fits: (active: Config) => openedFor === formKey(active),
    /** Clears the draft and the remembered user, so that the next form starts empty. Saves `next`, if set, in the new draft. */
    forget(next: { readonly chooseAccount: boolean } | null) {
      email = null;
      if (next !== null) return saveDraft({ ...EMPTY_DRAFT, ...next });
      draft = EMPTY_DRAFT;
      void stored.remove();
    },
    /** Sets the email address that the form is prefilled with, unless the user has typed something. */
    remember(known: string | null): void {
      email = known;
    },
    /** Returns `parameters` with hints from the form, so that the hosted page continues where the form was left. */
    async windowHints(parameters: WindowParameters): Promise<WindowParameters> {
      // Does not load code first, because the user can close the popup right after the click.
      return { ...windowHints(await currentDraft(), parameters), ...parameters };
    },
  };
}

/** Returns the `/authorize` parameters that start the hosted page with the form's user, step and account choice. */
export function windowHints(draft: Draft, { connection }: WindowParameters): WindowParameters {
  const { step, chooseAccount } = draft;
  const hint = loginHint(draft);
  return {
    // The connection might know the user by another identifier.
    ...(hint === null || connection !== undefined ? {} : { login_hint: hint }),
    ...(step === 'signUp' && connection === undefined ? { screen_hint: 'signup' } : {}),
    ...(chooseAccount ? { prompt: connection === undefined ? 'login' : 'select_account' } : {}),
  };
}

/** Returns a key of the settings that a form depends on. */
function formKey({ domain, clientId, connections, organization }: Config): string {
  return JSON.stringify([domain, clientId, connections, organization]);
}
