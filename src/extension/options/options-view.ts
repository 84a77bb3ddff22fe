import type { Config, LogoutKind } from 'latchkey';
import type { ManagedName } from 'latchkey/options';
import type { MessageName } from '../locales/catalogue.ts';
import { element, expectElement } from '../shared/elements.ts';
import { translatePage } from '../shared/page-messages.ts';
import { translate } from '../shared/translate.ts';
import { sayWhoSet } from './managed-mark.ts';

/** The state that the page shows. */
export interface OptionsState {
  /** The extension's name. */
  readonly name: string;
  /** The active configuration. */
  readonly config: Config;
  /** Fields of `config` that the administrator has set. */
  readonly managed: readonly ManagedName[];
  readonly notify: boolean;
}

/** Callbacks for the user's actions on the page. */
export interface OptionsActions {
  signInSilently(wanted: boolean): void;
  logOutOf(what: LogoutKind): void;
  /** Called from a user gesture. */
  notify(wanted: boolean): void;
}

/** The options page. */
export interface OptionsView {
  show(state: OptionsState): void;
  /** Shows the result of a change. */
  say(what: 'optionSaved' | 'optionNotSaved' | 'optionNotifyRefused'): void;
}

const LOGOUT_CHOICES: readonly LogoutKind[] = ['local', 'tenant', 'federated'];

/** Translates `options.html` and connects its fields to `actions`. */
export function createOptionsView(actions: OptionsActions): OptionsView {
  translatePage();
  const input = (id: string) => expectElement(id, HTMLInputElement);
  input('silent').addEventListener('change', () => actions.signInSilently(input('silent').checked));
  input('notify').addEventListener('change', () => actions.notify(input('notify').checked));
  for (const choice of LOGOUT_CHOICES)
    input(`logout-${choice}`).addEventListener('change', () => actions.logOutOf(choice));
  return { show, say };
}

function show({ name, config, managed, notify }: OptionsState): void {
  const title = translate('optionsTitle', { name });
  document.title = title;
  expectElement('title', HTMLElement).textContent = title;
  const { domain, logout, silent } = config;
  expectElement('logout-tenant-label', HTMLElement).textContent =
    domain === '' ? translate('logOutTenant') : translate('optionLogOutTenant', { domain });
  expectElement('silent', HTMLInputElement).checked = silent;
  expectElement('notify', HTMLInputElement).checked = notify;
  expectElement(`logout-${logout}`, HTMLInputElement).checked = true;
  expectElement('silent', HTMLInputElement).disabled = managed.includes('silent');
  sayWhoSet('silent-managed', managed.includes('silent'));
  expectElement('logout', HTMLFieldSetElement).disabled = managed.includes('logout');
  sayWhoSet('logout-managed', managed.includes('logout'));
  const rows = managed.flatMap((value) => managedRows(value, config));
  expectElement('managed', HTMLElement).hidden = rows.length === 0;
  expectElement('managed-values', HTMLElement).replaceChildren(...rows);
  expectElement('main', HTMLElement).setAttribute('aria-busy', 'false');
}

/** Returns the rows for a managed value that has no field on the page. */
function managedRows(name: ManagedName, config: Config): HTMLElement[] {
  switch (name) {
    case 'domain':
    case 'clientId':
      // A configurable build has fields for them.
      return config.configurable === undefined ? [row(name, config[name])] : [];
    case 'connections':
      return [row(name, config.connections.join(', ') || translate('connectionsAll'))];
    case 'organization':
      return [row(name, config.organization ?? ''), row('logIn', translate('logInHosted'))];
    case 'logout':
    case 'silent':
      return [];
  }
}

function row(name: MessageName & (ManagedName | 'logIn'), value: string): HTMLElement {
  return element('div', element('dt', translate(name)), element('dd', value));
}

function say(what: Parameters<OptionsView['say']>[0]): void {
  const said = expectElement('result', HTMLElement);
  said.textContent = translate(what);
  said.dataset.tone = what === 'optionSaved' ? 'good' : 'error';
}
