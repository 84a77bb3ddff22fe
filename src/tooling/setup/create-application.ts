import { type ExecFileException, execFile } from 'node:child_process';
import { isClientId } from '../../sdk/settings/values.ts';
import type { Environment } from '../build/environment.ts';
import { jsonOf, sanitize } from '../doctor/tenant-request.ts';
import { applicationCommand, type CliArguments, shellCommand } from './auth0-cli.ts';
import type { TenantSettings } from './tenant-settings.ts';

/** Runs the program `auth0` and returns its output. Rejects with a one-line message if it fails. */
export type RunAuth0 = (command: CliArguments) => Promise<string>;

/** https://github.com/auth0/auth0-cli */
const PROGRAM = 'auth0';

/** Returns a function that runs the program `auth0` from the PATH of `environment`, without a shell and without input. */
export function auth0Program(environment: Environment): RunAuth0 {
  return (command) =>
    new Promise((resolve, reject) => {
      const child = execFile(PROGRAM, command, { env: { ...environment } }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(reasonOf(error, stderr || stdout), { cause: error }));
      });
      child.stdin?.end();
    });
}

function reasonOf(error: ExecFileException, output: string): string {
  if (error.code === 'ENOENT')
    return "The program auth0 isn't installed (https://github.com/auth0/auth0-cli)";
  // Messages of internal/config/config.go and internal/cli/cli.go of github.com/auth0/auth0-cli.
  if (/not logged in|auth0 login|config\.json file is missing|failed to find tenant/i.test(output)) {
    return "The program auth0 isn't signed in to this tenant. Run auth0 login and try again";
  }
  return `The program auth0 failed (${sanitize(output) || sanitize(error.message)})`;
}

/** Dependencies of `createApplication`. */
export interface CreateDeps {
  readonly run: RunAuth0;
  /** Returns the setup command with these arguments, for the developer to run. */
  readonly command: (...args: readonly string[]) => string;
}

/**
 * Creates the application with the Auth0 CLI, and prints the command before it runs. Returns the client ID. Rejects with a
 * message that contains the fix if no application was created.
 */
export async function createApplication(
  settings: TenantSettings,
  domain: string,
  { run, command }: CreateDeps,
): Promise<string> {
  const args = applicationCommand(settings, { domain, clientId: null });
  console.log(`$ ${shellCommand(args)}`);
  const manual = `To create the application yourself: ${command('--print', 'auth0-cli')}`;
  const output = await run(args).catch((cause) => {
    throw new Error(`${cause.message}. ${manual}`, { cause });
  });
  const application = jsonOf(output) ?? {};
  const clientId = application.client_id;
  if (!isClientId(clientId)) {
    // The program prints error responses of the tenant like others.
    const reason = sanitize(application.message) || sanitize(output) || 'no output';
    throw new Error(`The tenant created no application (${reason}). ${manual}`);
  }
  console.log(`Created the application ${clientId}.`);
  return clientId;
}
