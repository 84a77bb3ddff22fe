import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { dashboardText } from './dashboard.ts';
import { type Environment, readDotEnv } from './environment.ts';
import { ROOT } from './project-files.ts';

/** Builds into `dist/` and prints what to enter in the Auth0 Dashboard. Returns the exit code. */
export async function runBuild(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        watch: { type: 'boolean', default: false },
        configurable: { type: 'boolean', default: false },
      },
    });
    const { config, addresses } = await build({
      environment: { ...(await readDotEnv()), ...environment },
      outDir: path.join(ROOT, 'dist'),
      ...(values.configurable ? { configurable: 'https' } : {}),
      ...(values.watch ? { onRebuild: () => console.log('Rebuilt.') } : {}),
    });
    const target = values.configurable ? '(configurable: users choose the tenant)' : `for ${config.domain}`;
    console.log(`Built dist/chromium and dist/firefox ${target}.\n\n${dashboardText(config, addresses)}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
