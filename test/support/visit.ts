/** A browser with a window, for a person, with the extension loaded by web-ext. */
import { cmd } from 'web-ext';
import type { BrowserKind } from './find-browser.ts';
import { removeTemporaryDir, temporaryDir } from './profile.ts';

export interface Visit {
  /** Loads the extension again. */
  reload(): Promise<void>;
  /** Resolves when the person has closed the browser. */
  readonly closed: Promise<void>;
  end(): Promise<void>;
}

/** `extensionId` is Chromium's; its icon is pinned to the toolbar there. */
export async function visit(
  browser: BrowserKind,
  executablePath: string,
  sourceDir: string,
  extensionId: string,
): Promise<Visit> {
  const profileDir = await temporaryDir('visit');
  const common = { sourceDir, noInput: true, noReload: true, keepProfileChanges: true } as const;
  const runner = await cmd.run(
    browser === 'chromium'
      ? {
          ...common,
          target: ['chromium'],
          chromiumBinary: executablePath,
          chromiumProfile: profileDir,
          chromiumPref: { 'extensions.pinned_extensions': [extensionId] },
          args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        }
      : { ...common, target: ['firefox-desktop'], firefox: executablePath, firefoxProfile: profileDir },
    { shouldExitProgram: false },
  );
  return {
    reload: async () => {
      await runner.reloadAllExtensions();
      process.stdout.write('\n'); // web-ext leaves the line open on which it tells the time.
    },
    closed: new Promise((resolve) => runner.registerCleanup(resolve)),
    end: async () => {
      await runner.exit();
      await removeTemporaryDir(profileDir);
    },
  };
}
