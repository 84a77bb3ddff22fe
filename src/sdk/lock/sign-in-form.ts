/** Lock's form in the popup, from when it is asked for until it goes: what it needs, what becomes of it. */
import type { Config } from '../config.ts';
import { asLatchkeyError, type LatchkeyError } from '../errors.ts';
import { createSession } from '../session/session.ts';
import type { Draft } from '../storage/draft.ts';
import { CLIENT_SETTINGS, TENANT_KEYS } from '../storage/items.ts';
import { type SaveDeps, saveOrRevoke } from '../storage/save-or-revoke.ts';
import { readSettings } from '../storage/settings-store.ts';
import { openItem } from '../storage/stored-item.ts';
import { createClientSettingsCache, createKeyCache } from '../storage/tenant-cache.ts';
import type { Auth0Lock, LockSetting } from './lock.ts';
import { gatherProvisions, type Provisions } from './provisions.ts';

/** Id of the element that Lock draws into. */
const CONTAINER = 'lock';

/** What the form begins with, and who hears what becomes of it. */
export interface SignInFormSetting
  extends SaveDeps,
    Pick<LockSetting, 'onDraft' | 'onSubmit' | 'onRefused' | 'onWindow'> {
  /** What was begun in it earlier. */
  draft(): Promise<Draft>;
  /** The sign-in is over: saved, or superseded by what the user did later. */
  onSignedIn(): void;
  /** It can be typed into. */
  onReady(): void;
  /** There is no form: an organization is set, and users sign in to it on the hosted page. */
  onHosted(): void;
  /** A sign-in, or the form itself, has failed in a way that Lock has no words for, and the form is gone. */
  onFailure(error: LatchkeyError): void;
  /** Once for each form, when it is there or has failed: the time for what it did not wait for. */
  onSettled(): void;
}

export interface SignInForm {
  /** Loads Lock's code and shows the form, unless it is there or on its way. */
  open(): void;
  close(): void;
  stage(): 'absent' | 'opening' | 'ready';
  /** Whether the form that was opened last, be it gone, is what `config` asks for. */
  fits(config: Config): boolean;
}

/** A form while it is there: Lock, as soon as it is loaded. */
interface OpenForm {
  lock: Auth0Lock | null;
  isReady: boolean;
  isSettled: boolean;
  provisions: Provisions | null;
}

/** The form of a build; Lock's code is loaded when it is opened and not before. */
export function createSignInForm(built: Config, setting: SignInFormSetting): SignInForm {
  let form: OpenForm | null = null;
  let openedFor: string | null = null;

  const settle = (own: OpenForm) => {
    if (own.isSettled) return;
    own.isSettled = true;
    setting.onSettled();
    void own.provisions?.refreshSettings();
  };

  const close = () => {
    form?.lock?.destroy();
    form = null;
  };

  const fail = (own: OpenForm, thrown: unknown) => {
    if (form !== own) return;
    close();
    settle(own);
    setting.onFailure(asLatchkeyError(thrown, 'lock-failed', { reason: 'form' }));
  };

  const leaveToHostedPage = (own: OpenForm) => {
    if (form !== own) return;
    close();
    settle(own);
    setting.onHosted();
  };

  const fill = async (own: OpenForm) => {
    // Loads while the settings are read: almost every build shows the form.
    const code = import('./lock.ts');
    code.catch(() => {});
    const { config } = await readSettings(built);
    if (form === own) openedFor = purposeOf(config);
    if (config.login === 'hosted') return leaveToHostedPage(own);
    const [{ createLock, showLock }, provisions, draft] = await Promise.all([
      code,
      gatherFromTenant(config),
      setting.draft(),
    ]);
    own.provisions = provisions;
    const lock = await createLock(config, {
      ...setting,
      container: CONTAINER,
      draft,
      keys: createKeyCache(openItem(TENANT_KEYS), config),
      provisions,
      onFailure: (error) => fail(own, error),
      async onTokens(result) {
        if (form === own) return;
        setting.revoke(createSession(result, config, Date.now()));
        throw new TypeError('The form was closed.');
      },
    });
    if (form !== own) return lock.destroy();
    own.lock = lock;
    lock.on('authenticated', (result) => {
      saveOrRevoke(createSession(result, config, Date.now()), setting).then(
        setting.onSignedIn,
        (error: unknown) => fail(own, error),
      );
    });
    await showLock(lock, CONTAINER);
    if (form !== own) return;
    own.isReady = true;
    setting.onReady();
    settle(own);
  };

  return {
    open() {
      if (form !== null) return;
      const own: OpenForm = { lock: null, isReady: false, isSettled: false, provisions: null };
      form = own;
      fill(own).catch((error: unknown) => fail(own, error));
    },
    close,
    stage() {
      if (form === null) return 'absent';
      return form.isReady ? 'ready' : 'opening';
    },
    fits: (config) => openedFor === purposeOf(config),
  };
}

/** What a form depends on. */
function purposeOf({ domain, clientId, connections, organization }: Config): string {
  return JSON.stringify([domain, clientId, connections, organization]);
}

function gatherFromTenant(config: Config): Promise<Provisions> {
  const settings = createClientSettingsCache(openItem(CLIENT_SETTINGS), config);
  return gatherProvisions(config, { container: CONTAINER, settings });
}
