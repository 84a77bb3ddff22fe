import type { Config } from 'latchkey';
import {
  canNotify,
  createCoalescedRefresh,
  createSettingsStore,
  createTenantChoice,
  extensionName,
  type Options,
  requestNotifications,
} from 'latchkey/options';
import { startTenantForm } from './choose-tenant.ts';
import { createOptionsView } from './options-view.ts';

/** Shows the options of the build `config` and saves the user's changes. */
export function startOptionsPage(config: Config): void {
  const settings = createSettingsStore(config);
  const save = async (changes: Partial<Options>) => {
    try {
      await settings.save(changes);
      view.say('optionSaved');
    } catch (error) {
      console.error('An option could not be saved.', error);
      view.say('optionNotSaved');
    }
    // The fields show the active values, even if the change was not saved.
    await update();
  };
  const requestAndSave = async () => {
    if (await requestNotifications()) return save({ notify: true });
    view.say('optionNotifyRefused');
    await update();
  };
  const view = createOptionsView({
    signInSilently: (silent) => run(save({ silent })),
    logOutOf: (logout) => run(save({ logout })),
    notify: (wanted) => run(wanted ? requestAndSave() : save({ notify: false })),
  });
  const update = createCoalescedRefresh({
    read: async () => {
      const [{ config: active, managed, notify }, isPermitted] = await Promise.all([
        settings.read(),
        canNotify(),
      ]);
      return { name: extensionName(), config: active, managed, notify: notify && isPermitted };
    },
    show: view.show,
  });
  settings.subscribe(() => run(update()));
  run(update());
  const { configurable } = config;
  if (configurable !== undefined)
    run(startTenantForm(createTenantChoice({ ...config, configurable }, settings), logFailure));
}

function run(work: Promise<void>): void {
  work.catch(logFailure);
}

/** Logs an error. The page keeps its current content. */
function logFailure(error: unknown): void {
  console.error('The options could not be shown.', error);
}
