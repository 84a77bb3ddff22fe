import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Environment } from '../../../src/tooling/build/environment.ts';
import { parseEnvironment } from '../../../src/tooling/build/environment.ts';
import type { Auth0Run } from '../../../src/tooling/setup/run-auth0.ts';
import { runSetup, type SetupDeps } from '../../../src/tooling/setup/setup-command.ts';
import { temporaryDir } from '../../support/profile.ts';
import { ADDRESSES, DEPS } from '../../support/unit/doctor.ts';
import { startTenant, type Tenant } from '../../tenant/tenant.ts';

let tenant: Tenant;
let folder: string;
let file: string;
/** What was printed, on either way, and what was built with. */
let printed: string;
let built: Environment | null;
/** What somebody was asked, with what was offered. */
let asked: [question: string, usual: string | null][];

beforeAll(async () => {
  tenant = await startTenant();
  folder = await temporaryDir('setup');
});
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(folder, 'project-')), '.env');
  printed = '';
  built = null;
  asked = [];
  for (const way of ['log', 'error'] as const) {
    vi.spyOn(console, way).mockImplementation((text: unknown) => {
      printed += `${text}\n`;
    });
  }
});
afterAll(() => tenant.close());

/** Somebody who answers with these lines, an empty one for what is offered. */
const somebody = (...lines: string[]): NonNullable<SetupDeps['terminal']> => ({
  async ask(question, usual) {
    asked.push([question, usual]);
    const line = lines.shift();
    if (line === undefined) throw new Error('The input has ended.');
    return line === '' && usual !== null ? usual : line;
  },
  say: (line) => console.log(line),
  close() {},
});

const setup = (
  args: readonly string[],
  {
    terminal = null,
    environment = {},
    runAuth0 = async () => ({ kind: 'not-installed' }),
  }: Partial<Pick<SetupDeps, 'terminal' | 'environment' | 'runAuth0'>> = {},
) =>
  runSetup(args, environment, {
    ...DEPS,
    terminal,
    file,
    runAuth0,
    async build(variables) {
      built = variables;
      return { config: parseEnvironment(variables), addresses: ADDRESSES };
    },
  });

const written = () => readFile(file, 'utf8').then(parseEnv, () => null);
const right = () => ({ AUTH0_DOMAIN: tenant.domain, AUTH0_CLIENT_ID: tenant.clientId });
const flags = () => ['--domain', tenant.domain, '--client-id', tenant.clientId];

describe('npm run setup', () => {
  it('asks, writes .env, builds, and prints what to paste', async () => {
    const terminal = somebody(`http://${tenant.domain}/`, tenant.clientId);
    expect(await setup([], { terminal })).toBe(0);
    expect(asked).toEqual([
      ["The tenant's domain", null],
      ["The application's client ID", null],
    ]);
    expect(await written()).toEqual(right());
    expect(built).toMatchObject(right());
    expect(printed).toContain(ADDRESSES.chromium.callbackUrls[0]);
    expect(printed).toContain(ADDRESSES.firefox.allowedOrigins[0]);
  });

  it('asks again after an answer that cannot be right, and says why', async () => {
    const terminal = somebody('no domain', tenant.domain, 'a b', tenant.clientId);
    expect(await setup([], { terminal })).toBe(0);
    expect(printed).toMatch(/AUTH0_DOMAIN is "no domain"[\s\S]*AUTH0_CLIENT_ID is "a b"/);
    expect(await written()).toEqual(right());
  });

  it('takes flags in the place of answers', async () => {
    expect(await setup(flags(), { terminal: somebody() })).toBe(0);
    expect(asked).toEqual([]);
    expect(await written()).toEqual(right());
  });

  it('offers what .env says, and keeps what else is in it', async () => {
    await writeFile(file, `AUTH0_DOMAIN=${tenant.domain}\nAUTH0_SILENT=off\nAUTH0_CLIENT_ID=old-client\n`);
    expect(await setup([], { terminal: somebody('', tenant.clientId) })).toBe(0);
    expect(asked.map(([, usual]) => usual)).toEqual([tenant.domain, 'old-client']);
    expect(await written()).toEqual({ ...right(), AUTH0_SILENT: 'off' });
    expect(printed).toContain(`AUTH0_CLIENT_ID=${tenant.clientId} (was old-client)`);
    expect(built).toMatchObject({ AUTH0_SILENT: 'off' });
  });

  it('changes nothing the second time', async () => {
    await setup(flags());
    const before = await readFile(file, 'utf8');
    expect(await setup(['--yes'], { terminal: somebody() })).toBe(0);
    expect(asked).toEqual([]);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(printed).toContain('.env is as it was');
  });

  it('says where the environment will win over .env', async () => {
    expect(await setup(flags(), { environment: { AUTH0_CLIENT_ID: 'elsewhere' } })).toBe(0);
    expect(printed).toContain('AUTH0_CLIENT_ID is elsewhere in the environment');
    expect(built).toMatchObject(right());
  });

  it('writes what it could not check where it is told to', async () => {
    const args = ['--domain', 'away.eu.auth0.com', '--client-id', 'any', '--unchecked'];
    expect(await setup(args)).toBe(0);
    expect(await written()).toMatchObject({ AUTH0_DOMAIN: 'away.eu.auth0.com' });
  });
});

describe('npm run setup -- --create', () => {
  /** Responses as `auth0` does, the given ones first. */
  const program = (...runs: Auth0Run[]) => {
    const commands: (readonly string[])[] = [];
    const run: SetupDeps['runAuth0'] = async (command) => {
      commands.push(command);
      return runs.shift() ?? { kind: 'done', output: '' };
    };
    return { run, commands };
  };
  const created = (): Auth0Run => ({
    kind: 'done',
    output: JSON.stringify({ client_id: tenant.clientId }),
  });

  it('creates the application, and writes and builds with its client ID', async () => {
    const { run, commands } = program(created());
    expect(await setup(['--create', '--domain', tenant.domain], { runAuth0: run })).toBe(0);
    expect(commands.map(([noun, verb]) => `${noun} ${verb}`)).toEqual(['apps create', 'api patch']);
    expect(await written()).toEqual(right());
    expect(built).toMatchObject(right());
    expect(printed).toContain('npm run doctor');
  });

  it('keeps an application whose other settings could not be made, and says what to run', async () => {
    const { run } = program(created(), { kind: 'failed', reason: 'Insufficient scope' });
    expect(await setup(['--create', '--domain', tenant.domain], { runAuth0: run })).toBe(1);
    expect(await written()).toEqual(right());
    expect(printed).toMatch(
      /failed \(Insufficient scope\)[\s\S]*auth0 api patch clients\/latchkey-local-client/,
    );
  });

  it('makes no second application for the same .env', async () => {
    await writeFile(file, 'AUTH0_CLIENT_ID=old-client\n');
    const { run, commands } = program();
    expect(await setup(['--create', '--domain', tenant.domain], { runAuth0: run })).toBe(1);
    expect(commands).toEqual([]);
    expect(printed).toMatch(/AUTH0_CLIENT_ID is set already \(old-client\).*--print auth0-cli/);
  });

  it('writes nothing where nothing was created', async () => {
    expect(await setup(['--create', '--domain', tenant.domain])).toBe(1);
    expect(printed).toContain('https://github.com/auth0/auth0-cli');
    expect(await written()).toBeNull();
    expect(built).toBeNull();
  });
});

describe('npm run setup -- --print', () => {
  it.each(['auth0-cli', 'terraform'])(
    'prints for %s, and asks, writes and builds nothing',
    async (format) => {
      expect(await setup(['--print', format], { terminal: somebody() })).toBe(0);
      expect(printed).toContain(ADDRESSES.firefox.webOrigins[0]);
      expect(asked).toEqual([]);
      expect(await written()).toBeNull();
      expect(built).toBeNull();
    },
  );

  it('is for the application of .env, and for another where one is named', async () => {
    await writeFile(file, `AUTH0_DOMAIN=${tenant.domain}\nAUTH0_CLIENT_ID=old-client\n`);
    await setup(['--print', 'auth0-cli']);
    expect(printed).toMatch(/auth0 apps update old-client[\s\S]*--tenant 127/);
    await setup(['--print', 'terraform', '--client-id', 'other']);
    expect(printed).toContain('terraform import auth0_client.extension other');
  });
});

describe('npm run setup writes nothing, builds nothing and fails where', () => {
  it.each<[why: string, args: () => readonly string[], says: RegExp]>([
    ['nobody can be asked', () => [], /AUTH0_DOMAIN is not in \.env: npm run setup -- --domain/],
    [
      'the tenant does not know the application',
      () => ['--domain', tenant.domain, '--client-id', 'another'],
      /failed {2}Application:.*\n.*\.env, AUTH0_CLIENT_ID[\s\S]*Nothing was written/,
    ],
    [
      'no tenant is there',
      () => ['--domain', '127.0.0.1:1', '--client-id', 'another'],
      /failed {2}Tenant:[\s\S]*Nothing was written/,
    ],
    ['an argument is none', () => ['--domian', 'x'], /'--domian'/],
  ])('%s', async (_why, args, says) => {
    expect(await setup(args())).toBe(1);
    expect(printed).toMatch(says);
    expect(await written()).toBeNull();
    expect(built).toBeNull();
  });

  it('somebody goes away instead of answering', async () => {
    expect(await setup([], { terminal: somebody(tenant.domain) })).toBe(1);
    expect(await written()).toBeNull();
  });
});
