import { expect, it } from 'vitest';
import project from '../../package.json' with { type: 'json' };

/** A change here changes what consumers can import, so it is written out. */
const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  '.': ['createClient', 'defineConfig', 'LatchkeyError'],
  './background': ['startBackground'],
  './content': ['callOperation'],
  './diagnostics': [
    ...['checkConnection', 'CLOCK_TOLERANCE', 'collectDiagnostics', 'createCoalescedRefresh'],
    ...['isServerError', 'oneLine'],
  ],
  './options': [
    ...['canNotify', 'createCoalescedRefresh', 'createSettingsStore', 'createTenantChoice'],
    ...['extensionName', 'formatChoice', 'requestNotifications', 'tidyDomain'],
  ],
  './popup': ['callAt', 'createSignIn', 'displayName', 'displayText', 'initials'],
  './prefetch-session': ['prefetchSession'],
  './react': ['SignIn', 'useSession'],
  './status-texts': ['createStatusTranslate'],
  './storage': ['extensionStorage', 'lockrStorage', 'memoryStorage', 'webStorage'],
};

it('each entry exports these values and no others', async () => {
  const found = await Promise.all(
    Object.entries(project.exports).map(async ([entry, file]) => {
      const module: object = await import(/* @vite-ignore */ `../../${file}`);
      return [entry, Object.keys(module).sort((a, b) => a.localeCompare(b))];
    }),
  );
  expect(Object.fromEntries(found)).toEqual(PUBLIC);
});
