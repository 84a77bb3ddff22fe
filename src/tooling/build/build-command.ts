import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildResult, build } from './build.ts';
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
    const result = await build({
      environment: { ...(await readDotEnv()), ...environment },
      outDir: path.join(ROOT, 'dist'),
      watch: values.watch,
      ...(values.configurable ? { configurable: 'https' } : {}),
      onRebuild: () => console.log('Rebuilt.'),
    });
    console.log(summary(result));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

function summary({ config, addresses }: BuildResult): string {
  const target =
    config.configurable === undefined ? `for ${config.domain}` : '(configurable: users choose the tenant)';
  return `Built dist/chromium and dist/firefox ${target}.\n\n${dashboardText(config, addresses)}`;
}
