import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Environment, parseEnvironment, readDotEnv } from '../build/environment.ts';
import { ROOT } from '../build/project-files.ts';
import { makePackages } from './make-packages.ts';

/** Builds, checks and zips the packages into `dist/`, and prints what it wrote. Returns the exit code. */
export async function runPackage(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { configurable: { type: 'boolean', default: false } },
    });
    const variables = { ...(await readDotEnv()), ...environment };
    const zips = await makePackages({
      environment: variables,
      outDir: path.join(ROOT, 'dist'),
      ...(values.configurable ? { configurable: 'https' } : {}),
    });
    for (const { file, bytes, sha256 } of zips) {
      console.log(`${path.relative(ROOT, file)}  ${bytes} bytes  sha256 ${sha256}`);
    }
    const isLocal = !values.configurable && parseEnvironment(variables).tenant.startsWith('http:');
    if (values.configurable) console.log('Configurable packages: users choose the tenant.');
    console.log(isLocal ? "Built for a local tenant; don't publish." : 'Next: docs/publishing.md');
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
