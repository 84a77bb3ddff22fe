import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_OPTIONS } from '../../../src/sdk/settings/options.ts';
import { OPTIONS } from '../../../src/sdk/storage/items.ts';
import { createSettingsStore } from '../../../src/sdk/storage/settings-store.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';

const buildConfig = unitConfig();

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('navigator', { locks: new MemoryLocks() });
});

describe('createSettingsStore', () => {
  it('stores simultaneous choices with a version', async () => {
    const store = createSettingsStore(buildConfig);
    await Promise.all([store.save({ silent: false }), store.save({ notify: true })]);
    expect(await store.read()).toMatchObject({ notify: true, config: { silent: false } });
    const stored = { version: 1, ...NO_OPTIONS, silent: false, notify: true };
    expect(await fakeBrowser.storage.local.get(OPTIONS.key)).toEqual({ [OPTIONS.key]: stored });
  });

  it("if the storage fails, reads the build's and the administrator's values and rejects choices", async () => {
    const store = createSettingsStore(buildConfig);
    await store.save({ silent: false });
    fakeBrowser.storage.managed.values = { logout: 'local' };
    fakeBrowser.storage.local.failure = new Error('disk full');
    expect((await store.read()).config).toEqual({ ...buildConfig, logout: 'local' });
    await expect(store.save({ silent: false })).rejects.toThrow('disk full');
  });
});
