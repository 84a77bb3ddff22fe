import type { Config } from '../../sdk/config.ts';
import { dashboardText } from '../build/dashboard.ts';
import { type Environment, parseEnvironment } from '../build/environment.ts';
import { fixedIn, resultLines } from '../doctor/report.ts';
import { type CheckDeps, checkTenant, realDeps } from '../doctor/run-checks.ts';
import { type CliTarget, cliText, sharedCommands, shellCommand } from './auth0-cli.ts';
import { auth0Program, createApplication, type RunAuth0 } from './create-application.ts';
import type { Extension } from './extension.ts';
import { asOption, domainOf, EXAMPLES, parseSetupOptions, type SetupOptions, setupUsage } from './options.ts';
import type { Project, Values } from './project.ts';
import { type TenantSettings, tenantSettings } from './tenant-settings.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { terraformText } from './terraform.ts';

/** Dependencies of `runSetup`. */
export interface SetupDeps extends CheckDeps {
  /** `null` if there is no terminal to prompt on. */
  readonly terminal: Terminal | null;
  readonly runAuth0: RunAuth0;
}

/** Returns the dependencies that use the terminal, the network and the program `auth0`. */
export function realSetupDeps(environment: Environment): SetupDeps {
  return { ...realDeps(environment), terminal: openTerminal(), runAuth0: auth0Program(environment) };
}

/** One run of the setup. */
interface Run {
  readonly options: SetupOptions;
  readonly project: Project;
  readonly extension: Extension;
  /** Variables of the options, the environment and `.env`. */
  readonly variables: Environment;
  readonly deps: SetupDeps;
}

/**
 * Prompts for the tenant and the application, checks that the tenant knows the application, saves both, and prints what to
 * enter in the Auth0 Dashboard. With `--create`, the Auth0 CLI creates the application. Saves nothing if the application's
 * settings can't be read, except with `--create` or `--unchecked`. Returns the exit code.
 */
export async function runSetup(args: readonly string[], project: Project, deps: SetupDeps): Promise<number> {
  try {
    const options = parseSetupOptions(args);
    if (options.help) {
      console.log(setupUsage(project));
      return 0;
    }
    const extension = await project.readExtension(options.folders);
    const variables = { ...(await project.readVariables()), ...options.values };
    const run: Run = { options, project, extension, variables, deps };
    if (options.print !== null) {
      console.log(settingsText(run));
      return 0;
    }
    return await (options.create ? setUpNew(run) : setUpKnown(run));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    deps.terminal?.close();
  }
}

/** Returns the settings as commands of the Auth0 CLI or as Terraform resources. The application might not exist yet. */
function settingsText(run: Run): string {
  const { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId } = run.variables;
  const target = { domain: domain?.trim() || null, clientId: clientId?.trim() || null };
  const settings = settingsFor(run, target);
  return run.options.print === 'terraform'
    ? terraformText(settings, target.clientId)
    : cliText(settings, target, setupCommand(run, '--client-id', 'CLIENT_ID'));
}

/** Returns the tenant settings that the variables require. Throws `configuration-invalid` if a variable is wrong. */
function settingsFor({ variables, extension }: Run, { domain, clientId }: CliTarget): TenantSettings {
  // The settings contain neither the domain nor the client ID, so any value can replace an unknown one.
  const AUTH0_DOMAIN = domain === null ? 'example.eu.auth0.com' : domainOf(domain);
  const AUTH0_CLIENT_ID = clientId ?? 'unknown';
  return tenantSettings(parseEnvironment({ ...variables, AUTH0_DOMAIN, AUTH0_CLIENT_ID }), extension);
}

/**
 * Sets up the project for an existing application, whose settings the developer enters in the Auth0 Dashboard. Returns the
 * exit code.
 */
async function setUpKnown(run: Run): Promise<number> {
  const AUTH0_DOMAIN = await readValue('AUTH0_DOMAIN', run);
  const values = {
    ...run.options.values,
    AUTH0_DOMAIN,
    AUTH0_CLIENT_ID: await readValue('AUTH0_CLIENT_ID', run),
  };
  const config = parseEnvironment({ ...run.variables, ...values });
  if (!run.options.unchecked && !(await canReadApplication(config, run))) return 1;
  const doctor = await save(values, run);
  console.log(dashboardText(config, run.extension.addresses));
  console.log(`\nSave your changes, then check the setup:\n\n  ${doctor}`);
  return 0;
}

/** Sets up the project for an application that the Auth0 CLI creates. Returns the exit code. */
async function setUpNew(run: Run): Promise<number> {
  const { AUTH0_CLIENT_ID: known } = run.variables;
  if (known !== undefined && known.trim() !== '') {
    throw new Error(
      `AUTH0_CLIENT_ID is already set (${known}), so no application was created. ` +
        `To update it: ${setupCommand(run, '--print', 'auth0-cli')}. To create another, unset it.`,
    );
  }
  const AUTH0_DOMAIN = await readValue('AUTH0_DOMAIN', run);
  const settings = settingsFor(run, { domain: AUTH0_DOMAIN, clientId: null });
  const clientId = await createApplication(settings, AUTH0_DOMAIN, {
    run: run.deps.runAuth0,
    command: (...args) => setupCommand(run, ...args),
  });
  const doctor = await save({ ...run.options.values, AUTH0_DOMAIN, AUTH0_CLIENT_ID: clientId }, run);
  const shared = sharedCommands(settings, { domain: AUTH0_DOMAIN, clientId });
  if (shared.length > 0)
    console.log('Run these commands yourself, because other applications use the same settings:\n');
  for (const { when, command } of shared) console.log(`  ${when}\n    ${shellCommand(command)}\n`);
  console.log(`Check the setup:\n\n  ${doctor}`);
  return 0;
}

/** Saves the values. Returns the command that checks the setup. */
async function save(values: Values, { project, variables, options }: Run): Promise<string> {
  const needed = await project.save(values, variables);
  return project.command('doctor', ...options.folders, ...needed);
}

function setupCommand({ project, options }: Run, ...args: readonly string[]): string {
  return project.command('setup', ...options.folders, ...args);
}

const QUESTIONS = {
  AUTH0_DOMAIN: "The tenant's domain",
  AUTH0_CLIENT_ID: "The application's client ID",
} as const;

/**
 * Returns the value of the option, else the answer to a prompt, which is the current value by default. If it can't prompt,
 * returns the current value, or rejects if there is none.
 */
async function readValue(name: keyof typeof QUESTIONS, run: Run): Promise<string> {
  const { options, variables, deps } = run;
  const given = options.values[name];
  if (given !== undefined) return given;
  const current = variables[name]?.trim() || null;
  if (options.yes || deps.terminal === null) {
    if (current !== null) return current;
    const command = setupCommand(run, ...asOption(name, EXAMPLES[name]));
    throw new Error(`${name} is not set and there is no terminal to prompt on. Run: ${command}`);
  }
  for (;;) {
    const line = await deps.terminal.prompt(QUESTIONS[name], current);
    const value = name === 'AUTH0_DOMAIN' ? domainOf(line) : line;
    const problem = problemOf(name, value);
    if (problem === null) return value;
    console.log(problem);
  }
}

/** Returns the error message for the value, or `null` if it is valid. */
function problemOf(name: keyof typeof QUESTIONS, value: string): string | null {
  try {
    parseEnvironment({ AUTH0_DOMAIN: 'example.eu.auth0.com', AUTH0_CLIENT_ID: 'any', [name]: value });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Checks the tenant and prints the results. Returns whether the application's settings could be read. */
async function canReadApplication(config: Config, run: Run): Promise<boolean> {
  const { results, settings } = await checkTenant(config, run.deps);
  console.log(`${resultLines(fixedIn(run.project.configuration, results)).join('\n')}\n`);
  if (settings !== null) return true;
  console.error(`No files changed. To skip these checks: ${setupCommand(run, '--unchecked')}`);
  return false;
}
