import type { MessageName } from '../../sdk/locales/catalogue.ts';
import { translate } from '../../sdk/locales/translate.ts';
import type { ManagedValue } from '../diagnostics/diagnosis.ts';
import { expectElement } from '../shared/elements.ts';
import { translatePage } from '../shared/page-messages.ts';
import { sayWhoSet } from './managed-mark.ts';

/** What the page shows. */
export interface OptionsState {
  /** The extension's name. */
  readonly name: string;
  /** The tenant's host; empty as long as none is chosen. */
  readonly domain: string;
  readonly silent: boolean;
  readonly logout: LogoutChoice;
  readonly notify: boolean;
  /** What the organisation has set, by its names, and how it reads where it is no choice of this page. */
  readonly managed: Readonly<Partial<Record<ManagedValue, string>>>;
}

/** What a log-out ends: see `LogoutKind` of the configuration. */
type LogoutChoice = 'local' | 'tenant' | 'federated';

/** What a person does on the page. */
export interface OptionsActions {
  signInSilently(wanted: boolean): void;
  logOutOf(what: LogoutChoice): void;
  /** Called in the turn of the click. */
  notify(wanted: boolean): void;
}

/** The face of the options page. */
export interface OptionsView {
  show(state: OptionsState): void;
  /** Says what became of a choice. */
  say(what: 'optionSaved' | 'optionNotSaved' | 'optionNotifyRefused'): void;
}

const LOGOUT_CHOICES: readonly LogoutChoice[] = ['local', 'tenant', 'federated'];

/** Values that are no choice of this page: who reads it sees them all the same. */
const FACTS: readonly (ManagedValue & MessageName)[] = [
  // Where a tenant is chosen on this page, its fields have these.
  ...(__LATCHKEY_CONFIGURABLE__ ? [] : (['domain', 'clientId'] as const)),
  ...(['connections', 'organization'] as const),
];

/** Puts the words into `options.html`, and joins its fields to `actions`. */
export function createOptionsView(actions: OptionsActions): OptionsView {
  translatePage();
  const input = (id: string) => expectElement(id, HTMLInputElement);
  input('silent').addEventListener('change', () => actions.signInSilently(input('silent').checked));
  input('notify').addEventListener('change', () => actions.notify(input('notify').checked));
  for (const choice of LOGOUT_CHOICES)
    input(`logout-${choice}`).addEventListener('change', () => actions.logOutOf(choice));
  return { show, say };
}

function show({ name, domain, silent, logout, notify, managed }: OptionsState): void {
  const title = translate('optionsTitle', { name });
  document.title = title;
  expectElement('title', HTMLElement).textContent = title;
  expectElement('logout-tenant-label', HTMLElement).textContent =
    domain === '' ? translate('logOutTenant') : translate('optionLogOutTenant', { domain });
  expectElement('silent', HTMLInputElement).checked = silent;
  expectElement('notify', HTMLInputElement).checked = notify;
  expectElement(`logout-${logout}`, HTMLInputElement).checked = true;
  expectElement('silent', HTMLInputElement).disabled = managed.silent !== undefined;
  sayWhoSet('silent-managed', managed.silent !== undefined);
  expectElement('logout', HTMLFieldSetElement).disabled = managed.logout !== undefined;
  sayWhoSet('logout-managed', managed.logout !== undefined);
  showManaged(managed);
  expectElement('main', HTMLElement).setAttribute('aria-busy', 'false');
}

function showManaged(managed: OptionsState['managed']): void {
  const rows = FACTS.flatMap((name) => {
    const value = managed[name];
    if (value === undefined) return [];
    const row = rowOf(translate(name), value === '' ? translate('connectionsAll') : value);
    return name === 'organization' ? [row, rowOf(translate('logIn'), translate('logInHosted'))] : [row];
  });
  expectElement('managed', HTMLElement).hidden = rows.length === 0;
  expectElement('managed-values', HTMLElement).replaceChildren(...rows);
}

function rowOf(name: string, value: string): HTMLElement {
  const term = document.createElement('dt');
  term.textContent = name;
  const words = document.createElement('dd');
  words.textContent = value;
  const row = document.createElement('div');
  row.append(term, words);
  return row;
}

function say(what: Parameters<OptionsView['say']>[0]): void {
  const said = expectElement('said', HTMLElement);
  said.textContent = translate(what);
  said.dataset.tone = what === 'optionSaved' ? 'good' : 'trouble';
}
