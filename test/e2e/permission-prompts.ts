/** Grants optional permissions in tests, which can't click the browser's prompt. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromiumId } from '../../src/tooling/build/addresses.ts';
import { readManifest } from '../../src/tooling/build/manifest.ts';
import type { BrowserKind } from '../support/browser.ts';
import type { WorldOptions } from './world.ts';

/**
 * Returns options without prompts for optional permissions. Firefox has a preference. Chromium doesn't, so the permissions are
 * required ones in its package.
 */
export function requestPermissionsSilently(kind: BrowserKind): WorldOptions {
  switch (kind) {
    case 'firefox':
      return { prefs: { 'extensions.webextOptionalPermissionPrompts': false } };
    case 'chromium':
      return { prepare: requireOptionalPermissions };
  }
}

/** The same for hosts of this computer. Chromium grants a host again that its preferences list as granted. */
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

async function requireOptionalPermissions(extensionDir: string): Promise<void> {
  const file = path.join(extensionDir, 'manifest.json');
  const { optional_permissions, permissions, ...rest } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...rest, permissions: [...permissions, ...optional_permissions] }));
}
