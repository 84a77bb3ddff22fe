import { unseenFields } from '../build/dashboard.ts';
import { type Environment, parseEnvironment } from '../build/environment.ts';
import { asOption, doctorUsage, parseDoctorOptions } from '../setup/options.ts';
import type { Project } from '../setup/project.ts';
import { checkManifests } from './manifest.ts';
import { fixedIn, isOk, reportJson, reportText } from './report.ts';
import { type CheckDeps, runChecks } from './run-checks.ts';

/** Runs the checks and prints the report with a fix for each failure. Returns the exit code. */
export async function runDoctor(args: readonly string[], project: Project, deps: CheckDeps): Promise<number> {
  try {
    const options = parseDoctorOptions(args);
    if (options.help) {
      console.log(doctorUsage(project));
      return 0;
    }
    const extension = await project.readExtension(options.folders);
    const { addresses } = extension;
    const variables = { ...(await project.readVariables()), ...options.values };
    refuseMissing(variables, (...needed) => project.command('doctor', ...options.folders, ...needed));
    const config = parseEnvironment(variables);
    const found = [...checkManifests(extension, config), ...(await runChecks(config, addresses, deps))];
    const results = fixedIn(project.configuration, found);
    const text = () => reportText(results, unseenFields(config, addresses));
    console.log(options.json ? reportJson(config, results) : text());
    return isOk(results) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

const EXAMPLES = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
};

function refuseMissing(variables: Environment, commandWith: (...options: string[]) => string): void {
  const missing = Object.entries(EXAMPLES).filter(([name]) => !variables[name]?.trim());
  if (missing.length === 0) return;
  const names = missing.map(([name]) => name).join(' and ');
  const command = commandWith(...missing.flatMap(([name, example]) => asOption(name, example)));
  throw new Error(`Set ${names} in .env or in the environment, or run: ${command}`);
}
