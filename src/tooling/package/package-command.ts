import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Config, Configurable } from '../../sdk/config.ts';
import { type Environment, parseEnvironment, readDotEnv } from '../build/environment.ts';
import { ROOT } from '../build/project-files.ts';
import { makePackages, type WrittenZip } from './make-packages.ts';

/**
 * `npm run package`, with `--configurable` for a build without a tenant: builds, inspects and zips into `dist/`, and says what
 * it wrote. Returns the exit code.
 */
export async function runPackage(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { configurable: { type: 'boolean', default: false } },
    });
    const configurable: { configurable?: Configurable } = values.configurable
      ? { configurable: 'https' }
      : {};
    const variables = { ...(await readDotEnv()), ...environment };
    const outDir = path.join(ROOT, 'dist');
    const zips = await makePackages({ environment: variables, outDir, ...configurable });
    console.log(zips.map(line).join('\n'));
    console.log(whatFor(parseEnvironment(variables, configurable.configurable)));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

function whatFor({ configurable, tenant }: Config): string {
  if (configurable !== undefined)
    return 'They are for no tenant: people choose one in the options. docs/publishing.md says what the stores ask beside them.';
  return tenant.startsWith('http:')
    ? 'They are for a tenant on this computer, and so for no store.'
    : 'docs/publishing.md says what the stores ask beside them.';
}

function line({ file, bytes, sha256 }: WrittenZip): string {
  return `${path.relative(ROOT, file)}  ${bytes} bytes  sha256 ${sha256}`;
}
