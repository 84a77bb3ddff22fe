/** The popup's form, from opening to closing. Its code is not loaded before the form opens. */

import { hasHostPermission } from './browser/host-permission.ts';
import type { WindowParameters } from './browser/messages.ts';
import type { Config, LoginKind } from './config.ts';
import type { SignInMessages } from './locales/sign-in-messages.ts';
import type { Branding } from './lock/branding.ts';
import { completeDraft, windowHints } from './lock/form-draft.ts';
import type { LockModule } from './lock/sign-in-form.ts';
import type { FormEvent } from './popup-model.ts';
import type { SignedIn } from './session/session.ts';
import { type Draft, EMPTY_DRAFT } from './storage/draft.ts';
import { DRAFT } from './storage/items.ts';
import type { SettingsStore } from './storage/settings-store.ts';
import { openItem } from './storage/stored-item.ts';

/** Dependencies of `createPopupForm`. */
export interface PopupFormDeps {
  /** The element that Lock renders into. Must have an ID. */
  readonly container: HTMLElement;
  readonly branding: Branding;
  readonly loadMessages: () => Promise<SignInMessages>;
  /** Loads Lock's code. */
  readonly loadLock: (login: LoginKind) => Promise<LockModule>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly report: (event: FormEvent) => void;
  /** Requests that the tokens of a sign-in are revoked. */
  readonly revoke: (signedIn: SignedIn) => void;
}

export interface PopupForm {
  /** Opens the form. Does nothing if it is open. Rejects if its code can't be loaded. */
  open(): Promise<void>;
  /** Closes the form, which then reports no more events. */
  close(): void;
  /** Returns whether the form that was opened last, open or not, matches `config`. */
  fits(config: Config): boolean;
  /** Clears the draft and the remembered user, so that the next form starts empty. Saves `next`, if set, in the new draft. */
  forget(next: { readonly chooseAccount: boolean } | null): void;
  /** Sets the email address that the form is prefilled with, unless the user has typed something. */
  remember(email: string | null): void;
  /** Returns `parameters` with hints from the form, so that the hosted page continues where the form was left. */
  windowHints(parameters: WindowParameters): Promise<WindowParameters>;
}

/** Loads the code that only a sign-in needs. */
export const loadFormCode = () => import('./lock/sign-in-form.ts');

/** Returns the form of a build. `config` is the build's configuration, not the active one. */
export function createPopupForm(config: Config, deps: PopupFormDeps): PopupForm {
  const { report, revoke, loadLock, container, branding, loadMessages } = deps;
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
  const knownDraft = () => ({ own: draft, email, read: readOnce });

  const loadCode = () => {
    // Lock's code first, because it takes the longest. The stylesheet now, because the form would request it later.
    const code = {
      lock: loadLock(config.login),
      formModule: loadFormCode(),
      styles: import('./lock/styles.ts'),
      text: loadMessages().then(({ formText }) => formText),
    };
    // Prevents unhandled rejections. The caller that awaits a promise reports its failure.
    for (const loading of Object.values(code)) loading.catch(() => {});
    return code;
  };

  const open = async ({ signal }: AbortController) => {
    const reportOpen = (event: FormEvent) => {
      if (!signal.aborted) report(event);
    };
    // Loads the code while the settings are read, because almost every build shows the form.
    const early = config.configurable === undefined ? loadCode() : null;
    const { config: active } = await deps.settings.read();
    if (signal.aborted) return;
    openedFor = purposeOf(active);
    if (config.configurable !== undefined) {
      const isReachable = active.domain !== '' && (await hasHostPermission(active.domain));
      if (!isReachable) return reportOpen({ type: 'form-without-tenant', domain: active.domain || null });
    }
    if (active.login === 'hosted') return reportOpen({ type: 'form-hosted' });
    const { lock, formModule, text } = early ?? loadCode();
    const { openSignInForm } = await formModule;
    const known = knownDraft();
    await openSignInForm(active, {
      ...{ container, branding, text, code: lock, draft: known, signal, revoke },
      onDraft: saveDraft,
      report: reportOpen,
    });
  };

  return {
    async open() {
      if (form !== null) return;
      form = new AbortController();
      await open(form);
    },
    close() {
      form?.abort();
      form = null;
    },
    fits: (active) => openedFor === purposeOf(active),
    forget(next) {
      email = null;
      if (next !== null) return saveDraft({ ...EMPTY_DRAFT, ...next });
      draft = EMPTY_DRAFT;
      void stored.remove();
    },
    remember(known) {
      email = known;
    },
    async windowHints(parameters) {
      // Does not load code first, because the user can close the popup right after the click.
      return { ...windowHints(await completeDraft(knownDraft()), parameters), ...parameters };
    },
  };
}

/** Returns a key of the settings that a form depends on. */
function purposeOf({ domain, clientId, connections, organization }: Config): string {
  return JSON.stringify([domain, clientId, connections, organization]);
}
