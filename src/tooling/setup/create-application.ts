import { execFile } from 'node:child_process';
import { isClientId } from '../../sdk/settings/values.ts';
import type { Environment } from '../build/environment.ts';
import { jsonOf, plain } from '../doctor/tenant-request.ts';
import {
  applicationCommand,
  type CliArguments,
  type ManualCommand,
  patchCommand,
  sharedCommands,
  shellCommand,
} from './auth0-cli.ts';
import type { TenantSettings } from './tenant-settings.ts';

/** Result of a run of the program `auth0`. */
export type Auth0Run =
  | { readonly kind: 'not-installed' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly output: string };

/** Runs `auth0`. Never rejects. */
export type RunAuth0 = (command: CliArguments) => Promise<Auth0Run>;

/** https://github.com/auth0/auth0-cli */
const PROGRAM = 'auth0';

/** Maximum output of a run, in bytes. */
const LONGEST = 1_000_000;

/** Returns a function that runs the program `auth0` from the PATH of `environment`, without a shell and without input. */
export function auth0Program(environment: Environment): RunAuth0 {
  const options = { env: { ...environment }, maxBuffer: LONGEST };
  return (command) =>
    new Promise((resolve) => {
      const child = execFile(PROGRAM, command, options, (error, stdout, stderr) => {
        if (error === null) resolve({ kind: 'done', output: stdout });
        else if (error.code === 'ENOENT') resolve({ kind: 'not-installed' });
        else {
          const hasRun = typeof error.code === 'number';
          resolve({ kind: 'failed', reason: hasRun ? stderr || stdout : error.message });
        }
      });
      child.stdin?.end();
    });
}

/** Result of `createApplication`. */
export interface CreatedApplication {
  readonly clientId: string;
  /** Commands that are left for the developer to run. */
  readonly left: readonly ManualCommand[];
  /** `false` if the command for settings that the extension needs failed. */
  readonly isComplete: boolean;
}

/** Dependencies of `createApplication`. */
export interface CreateDeps {
  readonly run: RunAuth0;
  readonly say: (line: string) => void;
  /** Returns the setup command with these arguments, for the developer to run. */
  readonly command: (...args: readonly string[]) => string;
}

/**
 * Creates the application with the Auth0 CLI and prints each command before it runs. Returns the application even if a
 * later command failed. Rejects with a message that contains the fix if no application was created, or if its client ID is
 * unknown.
 */
export async function createApplication(
  settings: TenantSettings,
  domain: string,
  { run, say, command: setupCommand }: CreateDeps,
): Promise<CreatedApplication> {
  const runAloud = (command: CliArguments) => {
    say(`$ ${shellCommand(command)}`);
    return run(command);
  };
  const created = await runAloud(applicationCommand(settings, { domain, clientId: null }));
  const clientId = clientIdIn(outputOf(created, domain, setupCommand), setupCommand);
  const target = { domain, clientId };
  say(`Created the application ${clientId}.`);
  const patch = patchCommand(settings, target);
  const patched = await runAloud(patch);
  const isComplete = patched.kind === 'done';
  return {
    clientId,
    isComplete,
    left: [
      ...(isComplete ? [] : [{ when: `Failed (${reasonOf(patched)}), so run it again:`, command: patch }]),
      ...sharedCommands(settings, target),
    ],
  };
}

/** Returns the output of the command. Throws if it failed, which means that no application was created. */
function outputOf(run: Auth0Run, domain: string, setupCommand: CreateDeps['command']): string {
  const byHand = `To create it yourself: ${setupCommand('--print', 'auth0-cli')}`;
  switch (run.kind) {
    case 'done':
      return run.output;
    case 'not-installed':
      throw new Error(`The program auth0 isn't installed (https://github.com/auth0/auth0-cli). ${byHand}`);
    case 'failed':
      // Messages of internal/config/config.go and internal/cli/cli.go of github.com/auth0/auth0-cli.
      if (/not logged in|auth0 login|config\.json file is missing|failed to find tenant/i.test(run.reason)) {
        throw new Error(`The program auth0 isn't signed in to ${domain}. Run auth0 login and try again.`);
      }
      throw new Error(`No application was created: auth0 failed (${reasonOf(run)}). ${byHand}`);
  }
}

function reasonOf(run: Auth0Run): string {
  return (run.kind === 'failed' && plain(run.reason)) || 'it gave no reason';
}

/** Returns the client ID from the output of `auth0 apps create --json`. Throws if there is none. */
function clientIdIn(output: string, setupCommand: CreateDeps['command']): string {
  const clientId = jsonOf(output)?.client_id;
  if (isClientId(clientId)) return clientId;
  throw new Error(
    'The output of auth0 has no client ID, but the application might exist. ' +
      `Find it with auth0 apps list, then run: ${setupCommand('--client-id', 'ID')}`,
  );
}
