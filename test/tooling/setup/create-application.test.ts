import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applicationCommand } from '../../../src/tooling/setup/auth0-cli.ts';
import { auth0Program, createApplication } from '../../../src/tooling/setup/create-application.ts';
import { tenantSettings } from '../../../src/tooling/setup/tenant-settings.ts';
import { temporaryDir } from '../../support/profile.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { ADDRESSES } from '../../support/unit/doctor.ts';

const CONFIG = unitConfig({ audience: 'https://api.example/' });
const SETTINGS = tenantSettings(CONFIG, { name: 'Latchkey', addresses: ADDRESSES });

let folder: string;
let printed: string[];

beforeEach(async () => {
  folder = await temporaryDir('auth0-program');
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Puts a program `auth0` on the PATH that writes its arguments to a file and then runs the shell script. */
async function install(script: string): Promise<void> {
  const file = path.join(folder, 'auth0');
  const log = quoted(path.join(folder, 'arguments'));
  await writeFile(file, `#!/bin/sh\nprintf '%s\\0' "$@" > ${log}\n${script}\n`);
  await chmod(file, 0o755);
}

const create = () =>
  createApplication(SETTINGS, 'tenant.example', {
    run: auth0Program({ PATH: folder }),
    command: (...args) => `setup ${args.join(' ')}`,
  });

describe('createApplication', () => {
  it('prints and runs one command, and returns the client ID from its output', async () => {
    await install(`printf '{\\n "name": "Latchkey",\\n "client_id": "AbC123"\\n}'`);
    expect(await create()).toBe('AbC123');
    const args = (await readFile(path.join(folder, 'arguments'), 'utf8')).split('\0').slice(0, -1);
    expect(args).toEqual([...applicationCommand(SETTINGS, { domain: 'tenant.example', clientId: null })]);
    expect(printed.map((line) => line.split(' \\\n')[0])).toEqual([
      '$ auth0 api post clients',
      'Created the application AbC123.',
    ]);
  });
});

describe('createApplication rejects with the fix if the program', () => {
  it("isn't installed", async () => {
    await expect(create()).rejects.toThrow(/isn't installed .*auth0-cli.*setup --print auth0-cli/);
  });

  it.each([
    'not logged in. Try `auth0 login`',
    'config.json file is missing',
    "failed to find tenant: tenant.example. Run 'auth0 tenants list' to see your configured tenants",
  ])("isn't signed in: %s", async (words) => {
    await install(`echo ${quoted(words)} >&2; exit 1`);
    await expect(create()).rejects.toThrow("isn't signed in to this tenant. Run auth0 login");
  });

  it('fails, with its output on one line without control characters', async () => {
    await install(`printf 'failed to create application:\\n\\033[2J400 Bad Request\\n' >&2; exit 1`);
    await expect(create()).rejects.toThrow(
      /auth0 failed \(failed to create application: \[2J400 Bad Request\)\. To create the application yourself: setup/,
    );
  });

  it('fails without output', async () => {
    await install('exit 3');
    await expect(create()).rejects.toThrow('auth0 failed (Command failed: auth0 api post clients');
  });

  it.each([
    ['{"statusCode":400,"message":"Payload validation error"}', 'Payload validation error'],
    ['Done!', 'Done!'],
    ['{"client_id":"a b"}', '{"client_id":"a b"}'],
    ['', 'no output'],
  ])('prints %j instead of an application', async (text, reason) => {
    await install(`printf '%s' ${quoted(text)}`);
    await expect(create()).rejects.toThrow(`The tenant created no application (${reason}). To create`);
  });
});
