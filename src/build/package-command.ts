import path from 'node:path';
import { readDotEnv } from './dot-env.ts';
import { type Environment, parseEnvironment } from './environment.ts';
import { makePackages, type WrittenZip } from './package.ts';
import { ROOT } from './root.ts';

/** `npm run package`: builds, inspects and zips into `dist/`, and says what it wrote. Returns the exit code. */
export async function runPackage(environment: Environment): Promise<number> {
  try {
    const variables = { ...(await readDotEnv()), ...environment };
    const zips = await makePackages({ environment: variables, outDir: path.join(ROOT, 'dist') });
    console.log(zips.map(line).join('\n'));
    const isForThisComputer = parseEnvironment(variables).tenant.startsWith('http:');
    console.log(
      isForThisComputer
        ? 'They are for a tenant on this computer, and so for no store.'
        : 'docs/publishing.md says what the stores ask beside them.',
    );
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

function line({ file, bytes, sha256 }: WrittenZip): string {
  return `${path.relative(ROOT, file)}  ${bytes} bytes  sha256 ${sha256}`;
}
