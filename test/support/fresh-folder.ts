import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { temporaryDir } from './profile.ts';

/** What a fresh clone has that a command needs. */
const NEEDED = ['.env.example', 'LICENSE', 'build.mjs', 'manifest.json', 'package.json', 'popup.html', 'src'];

/** What a command said and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The project as somebody has it who has just cloned and installed it: without a `.env`, without a build. */
export async function freshFolder(): Promise<string> {
  const folder = await temporaryDir('fresh');
  await Promise.all(
    NEEDED.map((name) => cp(path.join(ROOT, name), path.join(folder, name), { recursive: true })),
  );
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** `npm run NAME -- …args` in the folder, with nobody at the terminal and no variables of a tenant. */
export async function runScript(
  folder: string,
  name: string,
  args: readonly string[] = [],
): Promise<CommandResult> {
  const others = Object.entries(process.env).filter(([variable]) => !variable.startsWith('AUTH0_'));
  const child = spawn('npm', ['run', '--silent', name, '--', ...args], {
    cwd: folder,
    env: Object.fromEntries(others),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const [stdout, stderr] = [heard(child.stdout), heard(child.stderr)];
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, stdout: stdout(), stderr: stderr() };
}

/** All that comes from a stream until it is asked for. */
function heard(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}
