import { missingInManifest } from '../../sdk/browser/manifest-needs.ts';
import type { Config } from '../../sdk/config.ts';
import { hiddenFields } from '../build/dashboard.ts';
import { type Environment, parseEnvironment } from '../build/environment.ts';
import { BROWSERS } from '../build/manifest.ts';
import type { Extension } from '../setup/extension.ts';
import { asOption, doctorUsage, EXAMPLES, parseDoctorOptions } from '../setup/options.ts';
import type { Project } from '../setup/project.ts';
import { type CheckResult, checkResult, failed, ok } from './check-result.ts';
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
    const variables = { ...(await project.readVariables()), ...options.values };
    refuseMissing(variables, (...needed) => project.command('doctor', ...options.folders, ...needed));
    const config = parseEnvironment(variables);
    const found = [
      ...checkManifests(extension, config),
      ...(await runChecks(config, extension.addresses, deps)),
    ];
    const results = fixedIn(project.configuration, found);
    console.log(options.json ? reportJson(config, results) : reportText(results, hiddenFields(config)));
    return isOk(results) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** Checks whether each built manifest has the permissions and hosts that `startBackground` requires. */
function checkManifests({ manifests }: Extension, config: Config): CheckResult[] {
  // Code decides which parts the background starts, so only fields that every extension needs are checked.
  const parts = { badge: false, menu: false, notifications: false };
  return BROWSERS.flatMap((browser) => {
    const manifest = manifests[browser];
    if (manifest === undefined) return [];
    const missing = missingInManifest(manifest, config, parts, browser === 'firefox');
    const field = missing.map((line) => line.split('"')[1]).join(', ');
    const fix = { place: 'manifest.json', field, how: 'add', value: missing.join(', ') } as const;
    const outcome = missing.length === 0 ? ok('Complete') : failed(`The manifest lacks ${field}`, fix);
    return [checkResult('manifest', outcome, browser)];
  });
}

function refuseMissing(variables: Environment, commandWith: (...options: string[]) => string): void {
  const missing = Object.entries(EXAMPLES).filter(([name]) => !variables[name]?.trim());
  if (missing.length === 0) return;
  const names = missing.map(([name]) => name).join(' and ');
  const command = commandWith(...missing.flatMap(([name, example]) => asOption(name, example)));
  throw new Error(`Set ${names} in .env or in the environment, or run: ${command}`);
}
