import type { Config, LogoutKind } from 'latchkey';
import {
  canNotify,
  createCoalescedRefresh,
  createSettingsStore,
  createTenantChoice,
  extensionName,
  type ManagedName,
  type Options,
  requestNotifications,
} from 'latchkey/options';
import type { MessageName } from '../locales/catalogue.ts';
import { element, expectElement, translatePage } from '../shared/page.ts';
import { translate } from '../shared/translate.ts';
import { markManaged, startTenantForm } from './tenant-form.ts';

/** The state that the page shows. `config` is the active configuration, and `managed` its fields that the administrator has set. */
interface OptionsState {
  readonly config: Config;
  readonly managed: readonly ManagedName[];
  readonly notify: boolean;
}

const LOGOUT_CHOICES: readonly LogoutKind[] = ['local', 'tenant', 'federated'];

/** Shows the options of the build `config` and saves the user's changes. */
export function startOptionsPage(config: Config): void {
  translatePage();
  const title = translate('optionsTitle', { name: extensionName() });
  document.title = title;
  expectElement('title', HTMLElement).textContent = title;
  const settings = createSettingsStore(config);
  const update = createCoalescedRefresh({
    read: async () => {
      const [{ config: active, managed, notify }, isPermitted] = await Promise.all([
        settings.read(),
        canNotify(),
      ]);
      return { config: active, managed, notify: notify && isPermitted };
    },
    show,
  });
  const save = async (changes: Partial<Options>) => {
    try {
      await settings.save(changes);
      showResult('optionSaved');
    } catch (error) {
      console.error('An option could not be saved.', error);
      showResult('optionNotSaved');
    }
    // The fields show the active values, even if the change was not saved.
    await update();
  };
  const saveNotify = async (wanted: boolean) => {
    if (!wanted || (await requestNotifications())) return save({ notify: wanted });
    showResult('optionNotifyRefused');
    await update();
  };
  onChange('silent', ({ checked }) => save({ silent: checked }));
  onChange('notify', ({ checked }) => saveNotify(checked));
  for (const logout of LOGOUT_CHOICES) onChange(`logout-${logout}`, () => save({ logout }));
  settings.subscribe(() => void update().catch(logFailure));
  update().catch(logFailure);
  const { configurable } = config;
  if (configurable !== undefined)
    startTenantForm(createTenantChoice({ ...config, configurable }, settings), logFailure).catch(logFailure);
}

function onChange(id: string, listener: (field: HTMLInputElement) => Promise<void>): void {
  const field = expectElement(id, HTMLInputElement);
  field.addEventListener('change', () => void listener(field).catch(logFailure));
}

/** Logs an error. The page keeps its current content. */
function logFailure(error: unknown): void {
  console.error('The options could not be shown.', error);
}

function show({ config, managed, notify }: OptionsState): void {
  const { domain, logout, silent } = config;
  expectElement('logout-tenant-label', HTMLElement).textContent =
    domain === '' ? translate('logOutTenant') : translate('optionLogOutTenant', { domain });
  expectElement('silent', HTMLInputElement).checked = silent;
  expectElement('notify', HTMLInputElement).checked = notify;
  expectElement(`logout-${logout}`, HTMLInputElement).checked = true;
  expectElement('silent', HTMLInputElement).disabled = managed.includes('silent');
  markManaged('silent-managed', managed.includes('silent'));
  expectElement('logout', HTMLFieldSetElement).disabled = managed.includes('logout');
  markManaged('logout-managed', managed.includes('logout'));
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
      return [row(name, config.organization ?? ''), row('signIn', translate('logInHosted'))];
    case 'logout':
    case 'silent':
      return [];
  }
}

function row(name: MessageName & (ManagedName | 'signIn'), value: string): HTMLElement {
  return element('div', element('dt', translate(name)), element('dd', value));
}

/** Shows the result of a change, which screen readers announce. */
function showResult(name: 'optionSaved' | 'optionNotSaved' | 'optionNotifyRefused'): void {
  const result = expectElement('result', HTMLElement);
  result.textContent = translate(name);
  result.dataset.tone = name === 'optionSaved' ? 'good' : 'error';
}
