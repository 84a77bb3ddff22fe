/** The first ten minutes of a developer, by what docs/setup.md says; `dist/walkthrough/own-tenant/` has what they see. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { launchBrowser } from '../../support/browser.ts';
import { copyProject, runIn } from '../../support/project-copy.ts';
import { HANG_MS } from '../../support/time-limits.ts';
import { enterPrinted, readPrinted } from '../../support/unit/printed-output.ts';
import { walkThrough } from '../../support/walkthrough.ts';
import { startTenant, type Tenant } from '../../tenant/tenant.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { ada } from '../world.ts';

const PICTURES_DIR = path.join(ROOT, 'dist/walkthrough/own-tenant');

/** Milliseconds: whole processes start and build, and the machine may be busy. */
describe('a fresh clone with your own tenant', { timeout: HANG_MS }, () => {
  let tenant: Tenant;
  let folder: string;
  beforeAll(async () => {
    // An application without any required setting: it works only with what is printed.
    tenant = await startTenant({
      crossOriginLogin: false,
      grantTypes: [],
      refreshTokens: { rotation: false },
    });
    folder = await copyProject();
    await rm(PICTURES_DIR, { recursive: true, force: true });
    await mkdir(PICTURES_DIR, { recursive: true });
  });
  afterAll(() => tenant.close());

  const read = (name: string) => readFile(path.join(folder, name), 'utf8');
  const npmRun = (name: string, ...args: string[]) =>
    runIn(folder, ['npm', 'run', '--silent', name, '--', ...args]);

  it('passes npm run doctor after the output of npm run setup is entered in the Auth0 Dashboard', async () => {
    const setup = await npmRun('setup', '--domain', tenant.domain, '--client-id', tenant.clientId);
    expect(setup).toMatchObject({ code: 0, stderr: '' });
    const { host_permissions } = JSON.parse(await read('dist/chromium/manifest.json'));
    expect(host_permissions).toEqual([`${tenant.origin}/*`]);

    const guide = (await readFile(path.join(ROOT, 'docs/setup.md'), 'utf8')).replaceAll(
      '127.0.0.1:4180',
      tenant.domain,
    );
    expect(guide, 'the output in docs/setup.md').toContain(`\n\`\`\`\n${setup.stdout}\`\`\`\n`);

    const before = await npmRun('doctor');
    expect(before.code).toBe(1);
    const failure = /^failed {2}Callback URL \(Firefox\).*\n.*\n.*\n/m.exec(before.stdout)?.[0];
    expect(guide, 'the failure in docs/setup.md').toContain(`\n\`\`\`\n${failure}\`\`\`\n`);

    enterPrinted(tenant, readPrinted(setup.stdout));
    const after = await npmRun('doctor');
    expect(after).toMatchObject({ code: 0, stderr: '' });
    expect(after.stdout).not.toMatch(/^(failed|skipped)/m);
    const runs = [
      ['npm run setup', setup] as const,
      ['npm run doctor', before] as const,
      ['npm run doctor', after] as const,
    ];
    await writeFile(
      path.join(PICTURES_DIR, 'commands.txt'),
      runs.map(([command, { stdout }]) => `$ ${command}\n${stdout}`).join('\n'),
    );
  });

  it('builds an extension that signs a user in and out', async () => {
    const extensionDir = path.join(folder, 'dist', ONE_BROWSER);
    const browser = await launchBrowser(ONE_BROWSER, { extensionDir });
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    await walkThrough({ browser, user: ada(tenant), picturesDir: PICTURES_DIR, print }).finally(() =>
      browser.close(),
    );
    expect(lines.at(-3)).toMatch(/^6\. Signed out/);
  });

  it('stays the same after npm run setup runs again', async () => {
    const names = ['.env', 'dist/chromium/popup.js', 'dist/firefox/manifest.json'];
    const before = await Promise.all(names.map(read));
    const again = await npmRun('setup');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('.env is already up to date.');
    expect(await Promise.all(names.map(read))).toEqual(before);
  });
});
