import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { temporaryDir } from './profile.ts';

/** What a developer who starts from this project has: everything but documents and the repository's own. */
const PARTS = [
  ...[
    'src',
    'test',
    'manifest.json',
    'popup.html',
    'build.mjs',
    'tsconfig.json',
    'biome.jsonc',
    '.knip.jsonc',
  ],
  ...['package.json', 'package-lock.json', '.npmrc', '.gitignore', '.env.example', 'LICENSE'],
];

/** Returns a copy of the project that a test can change, without `.env` and builds. It is removed with the process. */
export async function copyProject(): Promise<string> {
  const folder = await temporaryDir('copy');
  for (const part of PARTS) await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}

/**
 * Runs a command of `node_modules/.bin`, or `node` itself, in a copy. Variables of a build are `variables` and no
 * others. Resolves with what it printed; rejects, with that in the message, where it ends with an error.
 */
export async function runIn(
  folder: string,
  [command = '', ...args]: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const program = command === 'node' ? process.execPath : path.join(folder, 'node_modules/.bin', command);
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd: folder,
      env: { ...withoutTenant(), ...variables, NO_COLOR: '1' },
      shell: process.platform === 'win32',
    });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' }: { stdout?: string; stderr?: string } = Object(error);
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}

/** How a command ended, and what it printed. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run NAME -- …args` in a copy, without a terminal. */
export async function runScript(
  folder: string,
  name: string,
  args: readonly string[] = [],
): Promise<CommandResult> {
  const running = promisify(execFile)('npm', ['run', '--silent', name, '--', ...args], {
    cwd: folder,
    env: withoutTenant(),
    shell: process.platform === 'win32',
  });
  running.child.stdin?.end();
  try {
    return { code: 0, ...(await running) };
  } catch (error) {
    const { code = null, stdout = '', stderr = '' }: Partial<CommandResult> = Object(error);
    return { code, stdout, stderr };
  }
}

/** Returns the environment without the variables of a build. */
function withoutTenant(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AUTH0_')));
}
