/** Grants optional permissions in tests, where no one can click the browser's own prompt. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromiumId } from '../../src/tooling/build/addresses.ts';
import { readManifest } from '../../src/tooling/build/manifest.ts';
import type { BrowserKind } from '../support/browser.ts';
import type { WorldOptions } from './world.ts';

/**
 * Firefox grants what an extension asks for after a click without asking the user. Chromium has no such switch, and
 * asks nothing where the permission is held already: it is a required one in the package that it gets.
 */
export function requestPermissionsSilently(kind: BrowserKind): WorldOptions {
  switch (kind) {
    case 'firefox':
      return { prefs: { 'extensions.webextOptionalPermissionPrompts': false } };
    case 'chromium':
      return { prepare: holdOptionalPermissions };
  }
}

/**
 * The same for hosts of this computer, of which a build for no tenant asks for one while it runs. Chromium does not ask a user who
 * has agreed once, even where the permission was given back since: its preferences remember it.
 */
export async function requestHostsSilently(kind: BrowserKind): Promise<WorldOptions> {
  switch (kind) {
    case 'firefox':
      return requestPermissionsSilently(kind);
    case 'chromium': {
      const id = chromiumId((await readManifest()).key);
      const name = `extensions.settings.${id}.runtime_granted_permissions.explicit_host`;
      return { prefs: { [name]: ['http://127.0.0.1/*', 'http://localhost/*'] } };
    }
  }
}

async function holdOptionalPermissions(extensionDir: string): Promise<string> {
  const file = path.join(extensionDir, 'manifest.json');
  const { optional_permissions, permissions, ...rest } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...rest, permissions: [...permissions, ...optional_permissions] }));
  return extensionDir;
}
