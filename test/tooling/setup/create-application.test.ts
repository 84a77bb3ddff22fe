import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auth0Program, createApplication } from '../../../src/tooling/setup/create-application.ts';
import { tenantSettings } from '../../../src/tooling/setup/tenant-settings.ts';
import { temporaryDir } from '../../support/profile.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { ADDRESSES } from '../../support/unit/doctor.ts';

const CONFIG = unitConfig({ audience: 'https://api.example/' });
const SETTINGS = tenantSettings(CONFIG, { name: 'Latchkey', addresses: ADDRESSES });

let root: string;
let folder: string;
let printed: string[];

beforeAll(async () => {
  root = await temporaryDir('auth0-program');
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(root, 'path-'));
  printed = [];
});

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Puts a program `auth0` on the PATH that records its arguments and then runs the shell script. */
async function install(script: string): Promise<void> {
  const file = path.join(folder, 'auth0');
  const log = quoted(path.join(folder, 'commands'));
  await writeFile(file, `#!/bin/sh\nprintf '%s\\0' "$@" END >> ${log}\n${script}\n`);
  await chmod(file, 0o755);
}

const create = () =>
  createApplication(SETTINGS, 'tenant.example', {
    run: auth0Program({ PATH: folder }),
    print: (line) => printed.push(line),
    command: (...args) => `setup ${args.join(' ')}`,
  });

async function recorded(): Promise<string[][]> {
  const words = await readFile(path.join(folder, 'commands'), 'utf8');
  const commands = words.split('END\0').slice(0, -1);
  return commands.map((command) => command.split('\0').slice(0, -1));
}

describe('createApplication', () => {
  it('prints and runs two commands, the second for the client ID in the output of the first', async () => {
    await install(`printf '{\\n "name": "Latchkey",\\n "client_id": "AbC123"\\n}'`);
    const { left, ...created } = await create();
    expect(created).toEqual({ clientId: 'AbC123', isComplete: true });
    const [first, second, ...others] = await recorded();
    expect(first).toEqual(expect.arrayContaining(['apps', 'create', '--json', '--no-input', '--tenant']));
    expect(second?.slice(0, 3)).toEqual(['api', 'patch', 'clients/AbC123']);
    expect(others).toEqual([]);
    expect(printed.map((line) => line.split(' \\\n')[0])).toEqual([
      '$ auth0 apps create',
      'Created the application AbC123.',
      '$ auth0 api patch clients/AbC123',
    ]);
    // They concern other applications too.
    expect(left.map(({ command: [noun, verb] }) => `${noun} ${verb}`)).toEqual([
      'apis create',
      'apis update',
      'client-grants create',
    ]);
  });

  it('returns the application if the second command fails, and that command to run again', async () => {
    await install(
      `if [ "$1" = apps ]; then printf '{"client_id":"AbC123"}'; else echo 'API request failed' >&2; exit 1; fi`,
    );
    const { clientId, isComplete, left } = await create();
    expect({ clientId, isComplete }).toEqual({ clientId: 'AbC123', isComplete: false });
    expect(left[0]?.when).toContain('API request failed');
    expect(left[0]?.command.slice(0, 3)).toEqual(['api', 'patch', 'clients/AbC123']);
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
    await expect(create()).rejects.toThrow('auth0 failed (Command failed: auth0 apps create');
  });

  it.each(['Done!', '{"client_id":"a b"}'])('prints no client ID, but %j', async (text) => {
    await install(`printf '%s' ${quoted(text)}`);
    await expect(create()).rejects.toThrow(/has no client ID.*auth0 apps list, .*setup --client-id ID/);
  });
});
