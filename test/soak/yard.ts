/** A world whose storage can be troubled too, and a page of the extension that does nothing by itself. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { createWorld, type World, type WorldOptions } from '../e2e/world.ts';
import type { BrowserKind } from '../support/browser.ts';
import { type Gate, startGate } from './gate.ts';

export interface Yard extends World {
  readonly kind: BrowserKind;
  readonly gate: Gate;
  /** How somebody signs in: in the popup, or in a window. */
  readonly login: 'embedded' | 'hosted';
  /** Whether a popup that opens signs in without a form where it can. */
  readonly silent: boolean;
  /**
   * A page of the extension without a script of its own: from here the storage is read and the background spoken to,
   * without waking what has been stopped.
   */
  readonly desk: Page;
  /** Loads the extension again, in another version where one is given. */
  reload(version?: string): Promise<void>;
  /** Closes the browser and starts it again with the same profile; `meanwhile` runs while it is closed. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** Loses the network to the tenant until all is calm again. */
  unplug(): Promise<void>;
  /** Undoes every trouble. */
  calm(): Promise<void>;
}

export type YardOptions = Pick<WorldOptions, 'tenant' | 'environment' | 'prefs'>;

const DESK = 'desk.html';

export async function createYard(kind: BrowserKind, options: YardOptions = {}): Promise<Yard> {
  const gate = await startGate();
  const override = (name: string) => path.join(import.meta.dirname, name);
  const world = await createWorld(kind, {
    ...options,
    environment: { AUTH0_API_ORIGINS: gate.origin, ...options.environment },
    overrides: {
      'src/sdk/storage/extension-storage.ts': override('gated-storage.ts'),
      'src/sdk/storage/key-store.ts': override('gated-key-store.ts'),
    },
    // A function of its own: `reload` changes the folder.
    prepare: (extensionDir) => addDesk(extensionDir),
  });
  // At once: a tab that opens later would be in front of a popup in a tab.
  let plugIn = async () => {};
  let desk = await world.browser.openExtensionPage(DESK);
  return {
    ...world,
    kind,
    gate,
    login: options.environment?.AUTH0_LOGIN === 'hosted' ? 'hosted' : 'embedded',
    silent: options.environment?.AUTH0_SILENT !== 'off',
    get desk() {
      return desk;
    },
    async reload(version) {
      if (version !== undefined) await changeVersion(world.extensionDir, version);
      await world.browser.reloadExtension();
      desk = await world.browser.openExtensionPage(DESK);
    },
    async restart(meanwhile) {
      await world.browser.restart(meanwhile);
      desk = await world.browser.openExtensionPage(DESK);
    },
    async unplug() {
      await plugIn();
      plugIn = await world.tenant.unplug();
    },
    async calm() {
      world.tenant.clearFaults();
      gate.clear();
      await plugIn();
      plugIn = async () => {};
    },
    async end() {
      await world.end();
      await gate.close();
    },
  };
}

async function addDesk(extensionDir: string): Promise<string> {
  await writeFile(path.join(extensionDir, DESK), '<!doctype html><title>Desk</title>');
  return extensionDir;
}

async function changeVersion(extensionDir: string, version: string): Promise<void> {
  const file = path.join(extensionDir, 'manifest.json');
  const manifest: object = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, version }));
}
