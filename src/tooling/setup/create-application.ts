import { isClientId } from '../../sdk/settings/values.ts';
import { plain } from '../doctor/tenant-request.ts';
import {
  applicationCommand,
  type CliArguments,
  patchCommand,
  sharedCommands,
  shellCommand,
} from './auth0-cli.ts';
import type { Auth0Run, RunAuth0 } from './run-auth0.ts';
import type { TenantSettings } from './tenant-settings.ts';

/** An application that was created. */
export interface CreatedApplication {
  readonly clientId: string;
  /** What is left for the developer to run, each with why. */
  readonly left: readonly { readonly when: string; readonly command: CliArguments }[];
  /** Whether a command failed whose settings the extension needs. */
  readonly isComplete: boolean;
}

/** Dependencies of `createApplication`. */
export interface CreateDeps {
  readonly run: RunAuth0;
  readonly say: (line: string) => void;
}

const BY_HAND = 'npm run setup -- --print auth0-cli prints the commands, and npm run setup what to click';

/**
 * Creates the application with the Auth0 CLI, saying each command before it runs. Rejects with one line and a way on
 * if none was created; an application that exists is returned even if a later command failed.
 */
export async function createApplication(
  settings: TenantSettings,
  domain: string,
  { run, say }: CreateDeps,
): Promise<CreatedApplication> {
  const runAloud = (command: CliArguments) => {
    say(`$ ${shellCommand(command)}`);
    return run(command);
  };
  const created = await runAloud(applicationCommand(settings, { domain, clientId: null }));
  const clientId = clientIdIn(outputOf(created, domain));
  const target = { domain, clientId };
  say(`Created the application ${clientId}.`);
  const patch = patchCommand(settings, target);
  const patched = await runAloud(patch);
  const isComplete = patched.kind === 'done';
  return {
    clientId,
    isComplete,
    left: [
      ...(isComplete
        ? []
        : [{ when: `This one failed (${reasonOf(patched)}), so run it again:`, command: patch }]),
      ...sharedCommands(settings, target),
    ],
  };
}

/** What the command answered. Throws if it did not end well; nothing was created then. */
function outputOf(run: Auth0Run, domain: string): string {
  switch (run.kind) {
    case 'done':
      return run.output;
    case 'not-installed':
      throw new Error(`The program auth0 is not installed (https://github.com/auth0/auth0-cli). ${BY_HAND}.`);
    case 'failed':
      // Words of internal/config/config.go and internal/cli/cli.go of github.com/auth0/auth0-cli.
      if (/not logged in|auth0 login|config\.json file is missing|failed to find tenant/i.test(run.reason)) {
        throw new Error(`The program auth0 is not signed in to ${domain}. Run auth0 login, then this again.`);
      }
      throw new Error(`Nothing was created: auth0 failed (${reasonOf(run)}). ${BY_HAND}.`);
  }
}

function reasonOf(run: Auth0Run): string {
  return (run.kind === 'failed' && plain(run.reason)) || 'it gave no reason';
}

/** The client ID of the JSON that `auth0 apps create --json` answers with. */
function clientIdIn(output: string): string {
  const clientId = fieldOf(output, 'client_id');
  if (isClientId(clientId)) return clientId;
  throw new Error(
    'auth0 named no client ID in its answer, though it might have created the application. ' +
      'auth0 apps list shows it: npm run setup -- --client-id ID goes on from there.',
  );
}

function fieldOf(json: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  } catch {
    // Not JSON, so the field is not there; the caller says what to do.
    return undefined;
  }
}
