/** Lock's form in the popup, from when it is asked for until it goes: what it needs, what becomes of it. */
import type { Config } from './config.ts';
import { asLatchkeyError, type LatchkeyError } from './errors.ts';
import { translate } from './i18n/translate.ts';
import type { Auth0Lock, LockSetting, SaveTools } from './lock/lock.ts';
import { gatherProvisions, type Provisions } from './lock/provisions.ts';
import type { Draft } from './session/draft.ts';
import { createSession, type SignedIn } from './session/session.ts';
import { createClientSettingsCache } from './storage/client-settings-cache.ts';
import { extensionStorage } from './storage/extension-storage.ts';
import { readSettings } from './storage/kept-settings.ts';
import { createKeyCache } from './storage/key-cache.ts';

/** Id of the element that Lock draws into. */
const CONTAINER = 'lock';

/** What the form begins with, and who hears what becomes of it. */
export interface SignInFormSetting
  extends Pick<LockSetting, 'onDraft' | 'onSubmit' | 'onRefused' | 'onWindow'> {
  /** What was begun in it earlier. */
  draft(): Promise<Draft>;
  /** Saves the session: see `saveOrRevoke`. If it rejects, the form has failed. */
  onAuthenticated(signedIn: SignedIn): ReturnType<SaveTools['save']>;
  /** The sign-in is over: saved, or superseded by what the user did later. */
  onSignedIn(): void;
  /** Where the session is stored. */
  readonly session: SaveTools['session'];
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
    setting.onFailure(asLatchkeyError(thrown, 'lock-failed', translate('formFailed')));
  };

  const leaveToHostedPage = (own: OpenForm) => {
    if (form !== own) return;
    close();
    settle(own);
    setting.onHosted();
  };

  const fill = async (own: OpenForm) => {
    // Loads while the settings are read: almost every build shows the form.
    const code = import('./lock/lock.ts');
    code.catch(() => {});
    const { config } = await readSettings(built);
    if (form === own) openedFor = purposeOf(config);
    if (config.login === 'hosted') return leaveToHostedPage(own);
    const [{ createLock, saveOrRevoke, showLock }, provisions, draft] = await Promise.all([
      code,
      gatherFromTenant(config),
      setting.draft(),
    ]);
    own.provisions = provisions;
    const finish = (signedIn: SignedIn, save: SaveTools['save']) =>
      saveOrRevoke(signedIn, { save, session: setting.session });
    const lock = await createLock(config, {
      ...setting,
      container: CONTAINER,
      draft,
      keys: createKeyCache(extensionStorage('local'), config),
      provisions,
      onFailure: (error) => fail(own, error),
      async onTokens(result) {
        if (form === own) return;
        await finish(createSession(result, config, Date.now()), async () => false);
        throw new TypeError('The form was closed.');
      },
    });
    if (form !== own) return lock.destroy();
    own.lock = lock;
    lock.on('authenticated', (result) => {
      const signedIn = createSession(result, config, Date.now());
      finish(signedIn, () => setting.onAuthenticated(signedIn)).then(setting.onSignedIn, (error: unknown) =>
        fail(own, error),
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
  const settings = createClientSettingsCache(extensionStorage('local'), config);
  return gatherProvisions(config, { container: CONTAINER, settings });
}
