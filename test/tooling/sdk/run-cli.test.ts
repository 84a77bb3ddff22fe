import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { chromiumId } from '../../../src/tooling/build/addresses.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { runCli } from '../../../src/tooling/sdk/run-cli.ts';
import { temporaryDir } from '../../support/profile.ts';
import { DEPS, RIGHT } from '../../support/unit/doctor.ts';
import { enterPrinted, readPrinted } from '../../support/unit/printed-output.ts';
import { startTenant, type Tenant } from '../../tenant/tenant.ts';

const KEY = Buffer.from('a key of a consumer').toString('base64');
const ID = chromiumId(KEY);
const NEEDS = { permissions: ['storage', 'identity', 'alarms'], host_permissions: ['http://127.0.0.1/*'] };
const CHROMIUM = { ...NEEDS, name: 'Notes', key: KEY, background: { service_worker: 'background.js' } };
const FIREFOX = {
  ...NEEDS,
  permissions: [...NEEDS.permissions, 'declarativeNetRequestWithHostAccess'],
  name: '__MSG_name__',
  background: { scripts: ['background.js'] },
  browser_specific_settings: { gecko: { id: 'notes@consumer.example' } },
};
// The SHA-1 of `notes@consumer.example`.
const REDIRECT_URL = 'https://06c7062d67bcaaefa93b40bfc0fdcaf924c5b01a.extensions.allizom.org/';

let parent: string;
let folder: string;
let tenant: Tenant;
let printed: string;

beforeAll(async () => {
  [parent, tenant] = await Promise.all([temporaryDir('consumer'), startTenant()]);
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(parent, 'project-'));
  printed = '';
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((text: unknown) => {
      printed += `${text}\n`;
    });
  }
});
afterAll(() => tenant.close());

/** Writes the manifest of a built extension. */
async function output(name: string, manifest: object): Promise<void> {
  await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, name, 'manifest.json'), JSON.stringify(manifest));
}

const run = (...args: string[]) =>
  runCli(args, {}, folder, { ...DEPS, terminal: null, runAuth0: async () => '' });
const identity = () => ['--domain', tenant.domain, '--client-id', tenant.clientId];

describe('npx latchkey', () => {
  it('prints the addresses of the built extension, with which the doctor finds every check ok', async () => {
    await output('chrome', CHROMIUM);
    await output('firefox', FIREFOX);
    tenant.configure({ ...RIGHT, allowedCallbackUrls: [] });

    expect(await run('doctor', 'chrome', 'firefox', ...identity())).toBe(1);
    expect(printed).toContain(`Allowed Callback URLs, add:\n          https://${ID}.chromiumapp.org/\n`);

    expect(await run('setup', 'chrome', 'firefox', ...identity())).toBe(0);
    expect(printed).toContain(`  Chromium, Chrome, Edge  chrome-extension://${ID}\n`);
    expect(printed).toContain(
      `defineConfig({\n  domain: "${tenant.domain}",\n  clientId: "${tenant.clientId}",\n});`,
    );
    expect(printed).toContain(`npx latchkey doctor chrome firefox --domain ${tenant.domain} --client-id`);

    enterPrinted(tenant, readPrinted(printed));
    expect(await run('doctor', 'chrome', 'firefox', ...identity())).toBe(0);
  });

  it('names what a built manifest lacks', async () => {
    await output('chrome', { ...CHROMIUM, permissions: ['storage'], host_permissions: undefined });
    expect(await run('doctor', 'chrome', ...identity())).toBe(1);
    expect(printed).toContain(`failed  Manifest (Chromium): The manifest lacks permissions, host_permissions
        Fix: manifest.json, permissions, host_permissions, add:
          "permissions": ["identity", "alarms"], "host_permissions": ["http://127.0.0.1/*"]
`);
  });

  it("reads the project's .env, and ignores other variables", async () => {
    await output('firefox', FIREFOX);
    await writeFile(path.join(folder, '.env'), `AUTH0_DOMAIN=${tenant.domain}\nAUTH0_SECRET=x\n`);
    expect(await run('setup', 'firefox', '--client-id', 'another')).toBe(1);
    expect(printed).toContain('Fix: defineConfig, clientId');
    expect(printed).toContain('npx latchkey setup firefox --unchecked');
  });

  it('names a new application after the extension, unless the name is translated', async () => {
    await output('both', { ...FIREFOX, ...CHROMIUM, background: { service_worker: 'a', scripts: ['a'] } });
    expect(await run('setup', 'both', '--print', 'auth0-cli')).toBe(0);
    expect(printed).toContain('"name": "Notes"');
    expect(printed).toContain(`"https://${ID}.chromiumapp.org/",\n    "${REDIRECT_URL}"`);
    await output('firefox', FIREFOX);
    expect(await run('setup', 'firefox', '--print', 'auth0-cli')).toBe(0);
    expect(printed).toContain('"name": "Browser extension"');
  });

  it.each<[condition: string, args: string, message: RegExp]>([
    ['no folder', 'doctor', /^Add the folder of the built extension: npx latchkey doctor \.output/],
    [
      'a folder without a manifest',
      'setup none',
      /none\/manifest\.json can't be read .* Build the extension/,
    ],
    ['no key', 'doctor no-key', /no "key"[\s\S]*Fix:[\s\S]*\n {2}"key": "MIIBIjANBgkqhki/],
    ['no ID for Firefox', 'doctor no-id', /no ID for Firefox[\s\S]*Fix:[\s\S]*"gecko": \{ "id": /],
    ['two folders for one browser', 'doctor chrome chrome', /^Two folders are for chromium/],
    ['no tenant', 'doctor chrome', /^Set AUTH0_DOMAIN .*: npx latchkey doctor chrome --domain /],
    ['another command', 'docter chrome', /^Usage: npx latchkey setup/],
  ])('fails with the fix if there is %s', async (_condition, args, message) => {
    await output('chrome', CHROMIUM);
    await output('no-key', { ...CHROMIUM, key: undefined });
    await output('no-id', { ...FIREFOX, browser_specific_settings: undefined });
    expect(await run(...args.split(' '))).toBe(1);
    expect(printed).toMatch(message);
  });
});

it('the bundled program needs no file of this repository', async () => {
  await output('chrome', CHROMIUM);
  const program = path.join(folder, 'latchkey.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/tooling/sdk/cli.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: program,
    logLevel: 'silent',
  });
  const args = ['setup', 'chrome', '--domain', 'a.eu.auth0.com', '--client-id', 'a', '--unchecked'];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: folder });
  expect(stdout).toContain(`https://${ID}.chromiumapp.org/`);
});
