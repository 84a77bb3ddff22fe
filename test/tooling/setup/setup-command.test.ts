import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Environment } from '../../../src/tooling/build/environment.ts';
import { auth0Program } from '../../../src/tooling/setup/create-application.ts';
import { runSetup, type SetupDeps } from '../../../src/tooling/setup/setup-command.ts';
import { thisProject } from '../../../src/tooling/setup/this-project.ts';
import { temporaryDir } from '../../support/profile.ts';
import { ADDRESSES, DEPS } from '../../support/unit/doctor.ts';
import { startTenant, type Tenant } from '../../tenant/tenant.ts';

let tenant: Tenant;
let folder: string;
let file: string;
/** Everything printed, and the variables of the build. */
let printed: string;
let built: Environment | null;
/** The prompts, with their defaults. */
let prompts: [question: string, fallback: string | null][];

beforeAll(async () => {
  tenant = await startTenant();
  folder = await temporaryDir('setup');
});
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(folder, 'project-')), '.env');
  printed = '';
  built = null;
  prompts = [];
  for (const way of ['log', 'error'] as const) {
    vi.spyOn(console, way).mockImplementation((text: unknown) => {
      printed += `${text}\n`;
    });
  }
});
afterAll(() => tenant.close());

/** A terminal whose user types these lines. */
const typing = (...lines: string[]): NonNullable<SetupDeps['terminal']> => ({
  async prompt(question, fallback) {
    prompts.push([question, fallback]);
    const line = lines.shift();
    if (line === undefined) throw new Error('The input has ended.');
    return line === '' && fallback !== null ? fallback : line;
  },
  close() {},
});

const setup = (
  args: readonly string[],
  {
    terminal = null,
    environment = {},
    runAuth0 = auth0Program({ PATH: '' }),
  }: Partial<Pick<SetupDeps, 'terminal' | 'environment' | 'runAuth0'>> = {},
) => {
  const run = async (request: { environment: Environment }) => {
    built = request.environment;
  };
  return runSetup(args, thisProject(environment, { file, run }), { ...DEPS, terminal, runAuth0 });
};

const written = () => readFile(file, 'utf8').then(parseEnv, () => null);
const right = () => ({ AUTH0_DOMAIN: tenant.domain, AUTH0_CLIENT_ID: tenant.clientId });
const flags = () => ['--domain', tenant.domain, '--client-id', tenant.clientId];

describe('npm run setup', () => {
  it('prompts, writes .env, builds, and prints what to enter', async () => {
    const terminal = typing(`http://${tenant.domain}/`, tenant.clientId);
    expect(await setup([], { terminal })).toBe(0);
    expect(prompts).toEqual([
      ["The tenant's domain", null],
      ["The application's client ID", null],
    ]);
    expect(await written()).toEqual(right());
    expect(built).toMatchObject(right());
    expect(printed).toContain(ADDRESSES.chromium.redirectUrl);
    expect(printed).toContain(ADDRESSES.firefox.origin);
  });

  it('prompts again after an invalid answer, with the reason', async () => {
    const terminal = typing('no domain', tenant.domain, 'a b', tenant.clientId);
    expect(await setup([], { terminal })).toBe(0);
    expect(printed).toMatch(/AUTH0_DOMAIN is "no domain"[\s\S]*AUTH0_CLIENT_ID is "a b"/);
    expect(await written()).toEqual(right());
  });

  it('takes options instead of answers, for every variable', async () => {
    expect(await setup([...flags(), '--logout', 'local'], { terminal: typing() })).toBe(0);
    expect(prompts).toEqual([]);
    expect(await written()).toEqual({ ...right(), AUTH0_LOGOUT: 'local' });
  });

  it('offers the values of .env, and keeps the others', async () => {
    await writeFile(file, `AUTH0_DOMAIN=${tenant.domain}\nAUTH0_SILENT=off\nAUTH0_CLIENT_ID=old-client\n`);
    expect(await setup([], { terminal: typing('', tenant.clientId) })).toBe(0);
    expect(prompts.map(([, fallback]) => fallback)).toEqual([tenant.domain, 'old-client']);
    expect(await written()).toEqual({ ...right(), AUTH0_SILENT: 'off' });
    expect(printed).toContain(`AUTH0_CLIENT_ID=${tenant.clientId} (was old-client)`);
    expect(built).toMatchObject({ AUTH0_SILENT: 'off' });
  });

  it('changes nothing at the second run', async () => {
    await setup(flags());
    const before = await readFile(file, 'utf8');
    expect(await setup(['--yes'], { terminal: typing() })).toBe(0);
    expect(prompts).toEqual([]);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(printed).toContain('.env is already up to date.');
  });

  it('warns of an environment variable that overrides .env', async () => {
    expect(await setup(flags(), { environment: { AUTH0_CLIENT_ID: 'elsewhere' } })).toBe(0);
    expect(printed).toContain('environment variable AUTH0_CLIENT_ID=elsewhere overrides .env');
    expect(built).toMatchObject(right());
  });

  it('writes unchecked values with --unchecked', async () => {
    const args = ['--domain', 'away.eu.auth0.com', '--client-id', 'any', '--unchecked'];
    expect(await setup(args)).toBe(0);
    expect(await written()).toMatchObject({ AUTH0_DOMAIN: 'away.eu.auth0.com' });
  });
});

describe('npm run setup -- --create', () => {
  it('creates the application, writes and builds with its client ID, and prints shared settings', async () => {
    const commands: string[] = [];
    const runAuth0: SetupDeps['runAuth0'] = async (args) => {
      commands.push(args.slice(0, 3).join(' '));
      return JSON.stringify({ client_id: tenant.clientId });
    };
    const args = ['--create', '--domain', tenant.domain, '--audience', 'https://api.example/'];
    expect(await setup(args, { runAuth0 })).toBe(0);
    expect(commands).toEqual(['api post clients']);
    expect(await written()).toMatchObject(right());
    expect(built).toMatchObject(right());
    expect(printed).toMatch(/Run these commands yourself[\s\S]*auth0 apis create[\s\S]*npm run doctor/);
  });

  it('makes no second application for the same .env', async () => {
    await writeFile(file, 'AUTH0_CLIENT_ID=old-client\n');
    const runAuth0 = vi.fn(async () => '');
    expect(await setup(['--create', '--domain', tenant.domain], { runAuth0 })).toBe(1);
    expect(runAuth0).not.toHaveBeenCalled();
    expect(printed).toMatch(
      /AUTH0_CLIENT_ID is already set \(old-client\).*npm run setup -- --print auth0-cli/,
    );
  });
});

describe('npm run setup -- --print', () => {
  it.each(['auth0-cli', 'terraform'])(
    'prints for %s, and prompts, writes and builds nothing',
    async (format) => {
      expect(await setup(['--print', format], { terminal: typing() })).toBe(0);
      expect(printed).toContain(ADDRESSES.firefox.origin);
      expect(prompts).toEqual([]);
      expect(await written()).toBeNull();
      expect(built).toBeNull();
    },
  );

  it('prints for the application of .env, or of --client-id', async () => {
    await writeFile(file, `AUTH0_DOMAIN=${tenant.domain}\nAUTH0_CLIENT_ID=old-client\n`);
    await setup(['--print', 'auth0-cli']);
    expect(printed).toMatch(/auth0 api patch clients\/old-client[\s\S]*--tenant 127/);
    await setup(['--print', 'terraform', '--client-id', 'other']);
    expect(printed).toContain('terraform import auth0_client.extension other');
  });
});

describe('npm run setup writes nothing, builds nothing and fails if', () => {
  it.each<[why: string, args: () => readonly string[], message: RegExp]>([
    ['there is no terminal', () => [], /AUTH0_DOMAIN is not set .* Run: npm run setup -- --domain/],
    [
      "the tenant doesn't know the application",
      () => ['--domain', tenant.domain, '--client-id', 'another'],
      /failed {2}Application:.*\n.*\.env, AUTH0_CLIENT_ID[\s\S]*No files changed/,
    ],
    [
      'no tenant responds',
      () => ['--domain', '127.0.0.1:1', '--client-id', 'another'],
      /failed {2}Tenant:[\s\S]*No files changed/,
    ],
    ['an option is unknown', () => ['--domian', 'x'], /'--domian'/],
    [
      'the program auth0 is missing',
      () => ['--create', '--domain', tenant.domain],
      /github\.com\/auth0\/auth0-cli/,
    ],
  ])('%s', async (_why, args, message) => {
    expect(await setup(args())).toBe(1);
    expect(printed).toMatch(message);
    expect(await written()).toBeNull();
    expect(built).toBeNull();
  });

  it('the input ends before an answer', async () => {
    expect(await setup([], { terminal: typing(tenant.domain) })).toBe(1);
    expect(await written()).toBeNull();
  });
});
