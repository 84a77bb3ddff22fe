import { type ParseArgsConfig, parseArgs } from 'node:util';
import { VARIABLES } from '../build/environment.ts';
import type { Project, Values } from './project.ts';

/** Examples of the required variables. */
export const EXAMPLES = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
} as const;

/** Formats of `--print`. */
const FORMATS = ['auth0-cli', 'terraform'] as const;

/** Parsed options of the setup. */
export type SetupOptions = ReturnType<typeof parseSetupOptions>;

/** Returns the option for a variable, without its dashes: `client-id` for `AUTH0_CLIENT_ID`. */
function optionOf(variable: string): string {
  return variable.replace('AUTH0_', '').toLowerCase().replaceAll('_', '-');
}

/** Returns the field of `defineConfig` for a variable: `clientId` for `AUTH0_CLIENT_ID`. */
export function fieldOf(variable: string): string {
  return optionOf(variable).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Returns the option for a variable, and its value: `--domain example.eu.auth0.com`. */
export function asOption(variable: string, value: string): readonly string[] {
  return [`--${optionOf(variable)}`, value];
}

/** Parses the options of both commands, one for each variable and help, and `own`. */
function parse(args: readonly string[], own: NonNullable<ParseArgsConfig['options']>) {
  const ofVariables = VARIABLES.map((variable) => [optionOf(variable), { type: 'string' }] as const);
  const parsed = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...Object.fromEntries(ofVariables), help: { type: 'boolean', short: 'h' }, ...own },
  });
  const options: Readonly<Record<string, unknown>> = parsed.values;
  const given = VARIABLES.flatMap((variable) => {
    const value = options[optionOf(variable)];
    if (typeof value !== 'string') return [];
    return [[variable, variable === 'AUTH0_DOMAIN' ? domainOf(value) : value.trim()] as const];
  });
  const values: Values = Object.fromEntries(given);
  return { options, common: { help: options.help === true, folders: parsed.positionals, values } };
}

/** Parses the arguments of the doctor. Throws an error with one line if they are invalid. */
export function parseDoctorOptions(args: readonly string[]) {
  const { options, common } = parse(args, { json: { type: 'boolean' } });
  return { ...common, json: options.json === true };
}

/** Parses the arguments of the setup. Throws an error with one line if they are invalid. */
export function parseSetupOptions(args: readonly string[]) {
  const { options, common } = parse(args, {
    create: { type: 'boolean' },
    print: { type: 'string' },
    yes: { type: 'boolean', short: 'y' },
    unchecked: { type: 'boolean' },
  });
  const print = FORMATS.find((format) => format === options.print) ?? null;
  if (options.print !== undefined && print === null) {
    throw new Error(`--print ${options.print} is unknown. Use one of: ${FORMATS.join(', ')}`);
  }
  const create = options.create === true;
  if (create && options['client-id'] !== undefined) {
    throw new Error('--create makes a new application. Leave out --client-id.');
  }
  const [yes, unchecked] = [options.yes === true, options.unchecked === true];
  return { ...common, print, create, yes, unchecked };
}

/** Returns the tenant's domain. If `given` is a URL, such as the tenant's address in a browser, returns its host. */
export function domainOf(given: string): string {
  const text = given.trim();
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).host : text.replace(/\/$/, '');
}

const VARIABLES_USAGE = `  FOLDER       the built extension, as you load it in the browser; one for each browser
  --domain     the tenant's domain, as the Auth0 Dashboard shows it: example.eu.auth0.com
  --client-id  the application's client ID
  Each other variable of .env has an option too: --audience for ${VARIABLES[2]}, and so on.`;

/** Returns the text of `setup --help`. */
export function setupUsage({ command }: Project): string {
  return `Usage: ${command('setup', '[FOLDER...] [--domain DOMAIN] [--client-id ID] [--create] [--yes] [--unchecked]')}
       ${command('setup', '[FOLDER...] --print auth0-cli|terraform')}

Prompts for the tenant's domain and the application's client ID, checks that the tenant knows the application, and
prints what to enter in the Auth0 Dashboard.

${VARIABLES_USAGE}
  --create     create the application with the Auth0 CLI (github.com/auth0/auth0-cli)
  --print      print the settings as commands of the Auth0 CLI or resources of Terraform, and do nothing else
  --yes        don't prompt; use .env for missing values
  --unchecked  skip the tenant checks (offline)`;
}

/** Returns the text of `doctor --help`. */
export function doctorUsage({ command }: Project): string {
  return `Usage: ${command('doctor', '[FOLDER...] [--domain DOMAIN] [--client-id ID] [--json]')}

Checks the tenant from outside and prints the fix of each failure. It signs no user in and changes no setting.
The tenant's log shows the rejected requests. Exit code 0 if every check passed, 1 otherwise.

${VARIABLES_USAGE}
  --json       print one JSON object (with npm run --silent, nothing else)`;
}
