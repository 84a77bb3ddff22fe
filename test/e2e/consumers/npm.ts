import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Settings of npm: what is in its cache is not requested again. https://docs.npmjs.com/cli/using-npm/config */
const SETTINGS = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };

/** Runs `npm` in a folder. Rejects with all that it printed if it fails. */
export async function runNpm(folder: string, args: readonly string[]): Promise<void> {
  // Vitest's `test` would make tools bundle React for development.
  const { NODE_ENV: _, ...environment } = process.env;
  try {
    await promisify(execFile)('npm', args, {
      cwd: folder,
      env: { ...environment, ...SETTINGS, NO_COLOR: '1' },
      maxBuffer: 10_000_000,
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const { stdout = '', stderr = '' }: { stdout?: string; stderr?: string } = Object(error);
    throw new Error(`npm ${args.join(' ')} failed in ${folder}:\n${stdout}\n${stderr}`, { cause: error });
  }
}
