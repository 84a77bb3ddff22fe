import path from 'node:path';
import { readAddresses } from '../build/addresses.ts';
import { type BuildRequest, build } from '../build/build.ts';
import { DOT_ENV, type Environment, readDotEnv } from '../build/environment.ts';
import { readManifest } from '../build/manifest.ts';
import { ROOT } from '../build/project-files.ts';
import { readExtension } from './extension.ts';
import type { Project } from './project.ts';
import { writeVariables } from './write-variables.ts';

/** Returns this repository as a project. Saving values writes `.env` and builds the extension. */
export function thisProject(
  environment: Environment,
  {
    file = DOT_ENV,
    run = build,
  }: {
    file?: string;
    run?: (request: Pick<BuildRequest, 'environment' | 'outDir'>) => Promise<unknown>;
  } = {},
): Project {
  return {
    configuration: '.env',
    command: (name, ...args) => [`npm run ${name}`, ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    async readExtension(folders) {
      if (folders.length > 0) return readExtension(folders);
      return { name: (await readManifest()).name, addresses: await readAddresses(), manifests: {} };
    },
    readVariables: async () => ({ ...(await readDotEnv(file)), ...environment }),
    async save(values, variables) {
      console.log(changesText(await writeVariables(file, values)));
      for (const [name, value] of Object.entries(values)) {
        const other = environment[name];
        if (other === undefined || other === value) continue;
        console.log(
          `Warning: the environment variable ${name}=${other} overrides .env. Unset it before you build.`,
        );
      }
      await run({ environment: { ...variables, ...values }, outDir: path.join(ROOT, 'dist') });
      console.log('Built dist/chromium and dist/firefox.\n');
      return [];
    },
  };
}

function changesText({ isNew, changes }: Awaited<ReturnType<typeof writeVariables>>): string {
  if (changes.length === 0) return '.env is already up to date.';
  return [
    isNew ? 'Created .env from .env.example:' : 'Updated .env (old values kept as comments):',
    ...changes.map(({ name, before, after }) =>
      before === null || isNew ? `  ${name}=${after}` : `  ${name}=${after} (was ${before})`,
    ),
  ].join('\n');
}
