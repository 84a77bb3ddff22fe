import type { TenantSettings } from './tenant-settings.ts';

/**
 * Commands of the Auth0 CLI that configure a tenant. Sources of the commands and flags: https://auth0.github.io/auth0-cli/
 * (`docs/auth0_api.md`, `auth0_apis_create.md`, `auth0_apis_update.md` and `auth0_client-grants_create.md` of
 * github.com/auth0/auth0-cli). Fields of `auth0 api` are the Management API's: https://auth0.com/docs/api/management/v2.
 */

/** The application that the commands create or update. */
export interface CliTarget {
  /** The tenant that the CLI must be signed in to, or `null` for the CLI's default. */
  readonly domain: string | null;
  /** `null` for an application that doesn't exist yet. */
  readonly clientId: string | null;
}

/** Arguments of the program `auth0`. */
export type CliArguments = readonly string[];

/** A command that the developer runs, with the reason. */
export interface ManualCommand {
  readonly when: string;
  readonly command: CliArguments;
}

/** Placeholder for the client ID of an application that doesn't exist yet. */
const CLIENT_ID = 'CLIENT_ID';

/** Returns the command that creates or updates the application. Its output is the application as JSON. */
export function applicationCommand({ application }: TenantSettings, target: CliTarget): CliArguments {
  if (target.clientId === null) return apiCommand('post', 'clients', application, target);
  const { name: _name, ...fields } = application;
  return apiCommand('patch', `clients/${target.clientId}`, fields, target);
}

/** Returns the commands that change settings which other applications of the tenant use too. */
export function sharedCommands(settings: TenantSettings, target: CliTarget): ManualCommand[] {
  const names = { allow_organization_name_in_authentication_api: true };
  const ofTenant = {
    when: 'To configure the organization by its name instead of its ID (a setting of the whole tenant):',
    command: apiCommand('patch', 'tenants/settings', names, target),
  };
  return [...apiCommands(settings, target), ...(settings.namesOrganization ? [ofTenant] : [])];
}

function apiCommands({ api }: TenantSettings, target: CliTarget): ManualCommand[] {
  if (api === null) return [];
  const { identifier } = api;
  const scopes = api.scopes.length === 0 ? [] : ['--scopes', api.scopes.join(',')];
  const offline = '--offline-access=true';
  const name = identifier.replace(/[<>]/g, '');
  const flags = ['--json', ...commonFlags(target)];
  return [
    {
      when: "If the tenant doesn't have the API yet:",
      command: [
        ...['apis', 'create', '--name', name, '--identifier', identifier, '--signing-alg', 'RS256'],
        ...[...scopes, offline, ...flags],
      ],
    },
    { when: 'If it has the API:', command: ['apis', 'update', identifier, offline, ...flags] },
    {
      when: 'If the API gives access to single applications only (Per-app authorization):',
      command: [
        ...['client-grants', 'create', '--client-id', target.clientId ?? CLIENT_ID],
        ...['--audience', identifier, '--subject-type', 'user', ...scopes, ...flags],
      ],
    },
  ];
}

/** Returns the commands as a script for a POSIX shell. `next` is the command that sets up the new application. */
export function cliText(settings: TenantSettings, target: CliTarget, next: string): string {
  const isNew = target.clientId === null;
  const shared = sharedCommands(settings, target);
  return [
    '# Auth0 CLI (github.com/auth0/auth0-cli), for a POSIX shell. Sign in first: auth0 login',
    ...(isNew ? [] : ["# This replaces the application's lists."]),
    shellCommand(applicationCommand(settings, target)),
    ...(isNew && shared.length > 0 ? ['', `# Replace ${CLIENT_ID} with the client_id in the output.`] : []),
    ...shared.flatMap(({ when, command }) => ['', `# ${when}`, shellCommand(command)]),
    ...(settings.isPasswordless
      ? ['', '# Not included: Authentication > Passwordless, Email or SMS, on for this application.']
      : []),
    ...(isNew ? ['', `# Then: ${next}`] : []),
  ].join('\n');
}

/** Returns a command as a developer types it, with a line for each flag that has a value. */
export function shellCommand(command: CliArguments): string {
  const words = command.map((word) =>
    /^--(?!json$|no-)/.test(word) ? `\\\n  ${shellWord(word)}` : shellWord(word),
  );
  return ['auth0', ...words].join(' ');
}

/** Returns a word for a POSIX shell, quoted if necessary (Shell Command Language 2.2.2). */
function shellWord(word: string): string {
  return /^[\w./:@=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function apiCommand(method: 'post' | 'patch', path: string, fields: object, target: CliTarget): CliArguments {
  return ['api', method, path, '--data', JSON.stringify(fields, null, 2), ...commonFlags(target)];
}

/** Returns the flags that turn off prompts and colors, and the tenant. */
function commonFlags({ domain }: CliTarget): string[] {
  return ['--no-input', '--no-color', ...(domain === null ? [] : ['--tenant', domain])];
}
