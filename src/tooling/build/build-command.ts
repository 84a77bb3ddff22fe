import path from 'node:path';
import { parseArgs } from 'node:util';
import { LatchkeyError } from '../../sdk/errors.ts';
import { type BuildResult, build } from './build.ts';
import { dashboardText } from './dashboard.ts';
import type { Environment } from './environment.ts';
import { readDotEnv } from './environment.ts';
import { ROOT } from './project-files.ts';

/** `npm run build`: builds into `dist/` and prints what to paste into the dashboard. Returns the exit code. */
export async function runBuild(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        watch: { type: 'boolean', default: false },
        configurable: { type: 'boolean', default: false },
      },
    });
    const result = await build({
      environment: { ...(await readDotEnv()), ...environment },
      outDir: path.join(ROOT, 'dist'),
      watch: values.watch,
      ...(values.configurable ? { configurable: 'https' } : {}),
      onRebuild: () => console.log('Built again.'),
    });
    console.log(summary(result));
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof LatchkeyError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

function summary({ config, addresses }: BuildResult): string {
  return [
    config.configurable === undefined
      ? `Built dist/chromium and dist/firefox for ${config.domain}.`
      : 'Built dist/chromium and dist/firefox for no tenant: people choose one in the options.',
    '',
    dashboardText(config, addresses),
  ].join('\n');
}
