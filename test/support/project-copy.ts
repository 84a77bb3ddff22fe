import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { temporaryDir } from './profile.ts';

/** What a developer who starts from this project has, without documents and the repository's own files. */
const PARTS = [
  ...['src', 'test', 'manifest.json', 'popup.html', 'build.mjs', 'tsconfig.json', 'biome.jsonc'],
  ...['.knip.jsonc', 'package.json', 'package-lock.json', '.npmrc', '.gitignore', '.env.example', 'LICENSE'],
];

/** Returns a copy of the project that a test can change, without `.env` and builds. It is removed with the process. */
export async function copyProject(): Promise<string> {
  const folder = await temporaryDir('copy');
  for (const part of PARTS) await cp(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}

interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `npm`, `node` or a command of `node_modules/.bin` in a copy, without a terminal. `variables` are the only
 * variables of a build.
 */
export async function runIn(
  folder: string,
  [command = '', ...args]: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const programs: Readonly<Record<string, string>> = { npm: 'npm', node: process.execPath };
  const running = promisify(execFile)(
    programs[command] ?? path.join(folder, 'node_modules/.bin', command),
    args,
    {
      cwd: folder,
      env: { ...withoutBuildVariables(), ...variables },
      shell: process.platform === 'win32',
    },
  );
  running.child.stdin?.end();
  try {
    return { code: 0, ...(await running) };
  } catch (error) {
    const { code = null, stdout = '', stderr = '' }: Partial<CommandResult> = Object(error);
    return { code, stdout, stderr };
  }
}

export function withoutBuildVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AUTH0_')));
}
