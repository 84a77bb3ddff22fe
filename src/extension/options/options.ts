import { extensionName } from '../../sdk/browser/manifest.ts';
import { askToNotify, mayNotify } from '../../sdk/browser/notification.ts';
import { createUpdater } from '../../sdk/coalesce.ts';
import type { Options } from '../../sdk/settings/options.ts';
import type { Settings } from '../../sdk/settings/settings.ts';
import { readSettings, saveOptions, subscribeSettings } from '../../sdk/storage/settings-store.ts';
import { config as built } from '../config.ts';
import { startChoosingTenant } from './choose-tenant.ts';
import { createOptionsView, type OptionsState } from './options-view.ts';

const view = createOptionsView({
  signInSilently: (silent) => choose({ silent }),
  logOutOf: (logout) => choose({ logout }),
  notify: (wanted) => (wanted ? askAndNotify() : choose({ notify: false })),
});

const refresh = createUpdater({
  read: async () => stateOf(await readSettings(built), await mayNotify()),
  show: view.show,
});
subscribeSettings(() => void refresh());
refresh();
if (__LATCHKEY_CONFIGURABLE__)
  startChoosingTenant(() => void refresh()).catch((error: unknown) =>
    console.error('The tenant cannot be chosen.', error),
  );

async function choose(changes: Partial<Options>): Promise<void> {
  try {
    await saveOptions(changes);
    view.say('optionSaved');
  } catch (error) {
    console.error('A choice could not be kept.', error);
    view.say('optionNotSaved');
  }
  // What is shown is what counts, whatever the field says.
  await refresh();
}

async function askAndNotify(): Promise<void> {
  if (await askToNotify()) return choose({ notify: true });
  view.say('optionNotifyRefused');
  await refresh();
}

function stateOf({ config, notify, managed }: Settings, isAllowed: boolean): OptionsState {
  const values = {
    domain: config.domain,
    clientId: config.clientId,
    connections: config.connections.join(', '),
    organization: config.organization ?? '',
    logout: config.logout,
    silent: String(config.silent),
  };
  return {
    name: extensionName(),
    domain: config.domain,
    silent: config.silent,
    logout: config.logout,
    notify: notify && isAllowed,
    managed: Object.fromEntries(managed.map((name) => [name, values[name]])),
  };
}
