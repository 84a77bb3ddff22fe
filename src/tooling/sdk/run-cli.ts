import path from 'node:path';
import { type Environment, parseEnvironment, readDotEnv, VARIABLES } from '../build/environment.ts';
import { runDoctor } from '../doctor/doctor-command.ts';
import { readExtension } from '../setup/extension.ts';
import { asOption, fieldOf } from '../setup/options.ts';
import type { Project, Values } from '../setup/project.ts';
import { realSetupDeps, runSetup, type SetupDeps } from '../setup/setup-command.ts';

const USAGE = `Usage: npx latchkey setup FOLDER...   prints what to enter in the Auth0 Dashboard for your extension
       npx latchkey doctor FOLDER...  checks the Auth0 tenant from outside

FOLDER is the built extension, as you load it in the browser. --help after a command shows its options.`;

/** Runs `latchkey setup` or `latchkey doctor` for the project in `folder`. Returns the exit code. */
export async function runCli(
  [name, ...args]: readonly string[],
  environment: Environment,
  folder: string = process.cwd(),
  deps: SetupDeps = realSetupDeps(environment),
): Promise<number> {
  const project = consumerProject(environment, folder);
  switch (name) {
    case 'setup':
      return runSetup(args, project, deps);
    case 'doctor':
      deps.terminal?.close();
      return runDoctor(args, project, deps);
    default:
      deps.terminal?.close();
      console.log(USAGE);
      return name === '--help' || name === undefined ? 0 : 1;
  }
}

/** Returns the project in `folder`, which has the SDK as a dependency and its configuration in code. */
function consumerProject(environment: Environment, folder: string): Project {
  return {
    configuration: 'defineConfig',
    command: (name, ...args) => ['npx latchkey', name, ...args].join(' '),
    async readExtension(folders) {
      if (folders.length > 0) return readExtension(folders.map((one) => path.resolve(folder, one)));
      throw new Error('Add the folder of the built extension: npx latchkey doctor .output/chrome-mv3');
    },
    async readVariables() {
      const all = { ...(await readDotEnv(path.join(folder, '.env'))), ...environment };
      // The project can have other variables `AUTH0_…`, which `parseEnvironment` would reject.
      return Object.fromEntries(VARIABLES.map((name) => [name, all[name]]));
    },
    async save(values, variables) {
      console.log(`Paste into your configuration:\n\n${configText(values, variables)}\n`);
      return Object.entries(values).flatMap(([name, value]) => asOption(name, value));
    },
  };
}

/** Returns a call of `defineConfig` with the values. */
function configText(values: Values, variables: Environment): string {
  const config = new Map(Object.entries(parseEnvironment({ ...variables, ...values })));
  const lines = Object.keys(values).map((variable) => {
    return `  ${fieldOf(variable)}: ${JSON.stringify(config.get(fieldOf(variable)))},`;
  });
  return ['defineConfig({', ...lines, '});'].join('\n');
}
