/** A world for fault tests: the network can be lost, the extension updated, the profile replaced. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { createWorld, type World } from '../e2e/world.ts';
import type { BrowserKind } from '../support/browser.ts';

export interface FaultWorld extends World {
  /** Where the user signs in: in the form of the popup, or in a window. */
  readonly login: 'embedded' | 'hosted';
  /** An extension page without a script. It reads storage and sends messages without waking a stopped background. */
  readonly observer: Page;
  /** Loads the extension again, as another version if one is given. */
  reload(version?: string): Promise<void>;
  /** Restarts the browser with the same profile. Calls `whileClosed` in between. */
  restart(whileClosed: () => Promise<void>): Promise<void>;
  /** Disconnects the tenant until `undoFaults`. */
  unplug(): Promise<void>;
  undoFaults(): Promise<void>;
}

const OBSERVER = 'observer.html';

/** Signs in by the given method, never silently unless the method is a window. */
export async function createFaultWorld(kind: BrowserKind, login: FaultWorld['login']): Promise<FaultWorld> {
  const environment = login === 'hosted' ? { AUTH0_LOGIN: 'hosted' } : { AUTH0_SILENT: 'off' };
  // A function of its own for each world: `reload` changes the folder.
  const world = await createWorld(kind, {
    environment,
    prepare: (extensionDir) => addObserver(extensionDir),
  });
  const openObserver = () => world.browser.openExtensionPage(OBSERVER);
  let plugIn = async () => {};
  let observer = await openObserver();
  return {
    ...world,
    login,
    get observer() {
      return observer;
    },
    async reload(version) {
      if (version !== undefined) await changeVersion(world.extensionDir, version);
      await world.browser.reloadExtension();
      observer = await openObserver();
    },
    async restart(whileClosed) {
      await world.browser.restart(whileClosed);
      observer = await openObserver();
    },
    async unplug() {
      plugIn = await world.tenant.unplug();
    },
    async undoFaults() {
      world.tenant.clearFaults();
      await plugIn();
      plugIn = async () => {};
    },
  };
}

async function addObserver(extensionDir: string): Promise<string> {
  await writeFile(path.join(extensionDir, OBSERVER), '<!doctype html><title>Observer</title>');
  return extensionDir;
}

async function changeVersion(extensionDir: string, version: string): Promise<void> {
  const file = path.join(extensionDir, 'manifest.json');
  const manifest: object = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, version }));
}
