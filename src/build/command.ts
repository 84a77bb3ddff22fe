import path from 'node:path';
import { parseArgs } from 'node:util';
import { tabCallback } from '../auth/tab-callback.ts';
import { LatchkeyError } from '../errors.ts';
import type { Addresses } from './addresses.ts';
import { type BuildResult, build } from './build.ts';
import { readDotEnv } from './dot-env.ts';
import type { Environment } from './environment.ts';
import { BROWSERS, type Browser } from './manifest.ts';
import { ROOT } from './root.ts';

/** `npm run build`: builds into `dist/` and prints what to paste into the dashboard. Returns the exit code. */
export async function runBuild(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { watch: { type: 'boolean', default: false } },
    });
    const result = await build({
      environment: { ...(await readDotEnv()), ...environment },
      outDir: path.join(ROOT, 'dist'),
      watch: values.watch,
      onRebuild: () => console.log('Built again.'),
    });
    console.log(summary(result));
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof LatchkeyError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

function summary({ config, addresses }: BuildResult): string {
  return [
    `Built dist/chromium and dist/firefox for ${config.domain}.`,
    `Paste into the settings of the application ${config.clientId} in the Auth0 dashboard:`,
    ...BROWSERS.flatMap((browser) => addressLines(browser, addresses[browser])),
    ...tabLines(tabCallback(config.tenant)),
  ].join('\n');
}

function addressLines(browser: Browser, { callbackUrls, logoutUrls, allowedOrigins }: Addresses): string[] {
  return [
    '',
    browser === 'chromium' ? 'Chromium, Chrome, Edge' : 'Firefox',
    `  Allowed Callback URLs    ${callbackUrls.join(', ')}`,
    `  Allowed Logout URLs      ${logoutUrls.join(', ')}`,
    `  Allowed Origins (CORS)   ${allowedOrigins.join(', ')}`,
  ];
}

function tabLines(callbackUrl: string): string[] {
  return [
    '',
    'Browsers without launchWebAuthFlow (Firefox for Android, Safari), beside the above; tried in neither',
    `  Allowed Callback URLs    ${callbackUrl}`,
    `  Allowed Logout URLs      ${callbackUrl}`,
  ];
}
