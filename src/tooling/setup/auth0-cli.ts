import type { TenantSettings } from './tenant-settings.ts';

/**
 * Commands of the Auth0 CLI that configure a tenant. Sources of the commands and flags: https://auth0.github.io/auth0-cli/
 * (`docs/auth0_apps_create.md`, `auth0_apps_update.md`, `auth0_apis_create.md`, `auth0_apis_update.md`,
 * `auth0_client-grants_create.md` and `auth0_api.md` of github.com/auth0/auth0-cli). Fields of `auth0 api patch` are the
 * Management API's: https://auth0.com/docs/api/management/v2/clients/patch-clients-by-id and
 * https://auth0.com/docs/api/management/v2/tenants/patch-settings.
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

/** Returns the command that creates or updates the application. It prints JSON. */
export function applicationCommand(settings: TenantSettings, target: CliTarget): CliArguments {
  const { rotationOverlap: leeway } = settings;
  // https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation
  const rotation = JSON.stringify({ rotation_type: 'rotating', expiration_type: 'expiring', leeway });
  return [
    ...(target.clientId === null
      ? ['apps', 'create', '--name', settings.name]
      : ['apps', 'update', target.clientId]),
    ...flags({
      type: 'spa',
      'auth-method': 'None',
      callbacks: list(settings.redirectUrls),
      'logout-urls': list(settings.redirectUrls),
      origins: list(settings.origins),
      'web-origins': settings.hasForm ? list(settings.origins) : '',
      grants: list(leeway === null ? ['code'] : ['code', 'refresh-token']),
      'refresh-token': leeway === null ? '' : rotation,
    }),
    ...jsonFrom(target),
  ];
}

/** Returns the command for the application's settings that `auth0 apps` has no flag for. */
export function patchCommand({ hasForm, hasOrganization }: TenantSettings, target: CliTarget): CliArguments {
  const fields = {
    oidc_conformant: true,
    jwt_configuration: { alg: 'RS256' },
    ...(hasForm ? { cross_origin_authentication: true } : {}),
    ...(hasOrganization ? { organization_usage: 'require' } : {}),
  };
  return apiPatch(`clients/${target.clientId ?? CLIENT_ID}`, fields, target);
}

/** Returns the commands that change settings which other applications of the tenant use too. */
export function sharedCommands(settings: TenantSettings, target: CliTarget): ManualCommand[] {
  const names = { allow_organization_name_in_authentication_api: true };
  const ofTenant = {
    when: 'To name the organization instead of giving its ID (a setting of the whole tenant):',
    command: apiPatch('tenants/settings', names, target),
  };
  return [...apiCommands(settings, target), ...(settings.namesOrganization ? [ofTenant] : [])];
}

function apiCommands({ api }: TenantSettings, target: CliTarget): ManualCommand[] {
  if (api === null) return [];
  const { identifier } = api;
  const scopes = list(api.scopes);
  const offline = '--offline-access=true';
  const created = { name: identifier.replace(/[<>]/g, ''), identifier, 'signing-alg': 'RS256', scopes };
  const granted = { audience: identifier, 'subject-type': 'user', scopes };
  return [
    {
      when: "If the tenant doesn't have the API yet:",
      command: ['apis', 'create', ...flags(created), offline, ...jsonFrom(target)],
    },
    {
      when: 'If it has the API:',
      command: ['apis', 'update', identifier, offline, ...jsonFrom(target)],
    },
    {
      when: 'If the API gives access to single applications only (Per-app authorization):',
      command: [
        ...['client-grants', 'create', '--client-id', target.clientId ?? CLIENT_ID],
        ...flags(granted),
        ...jsonFrom(target),
      ],
    },
  ];
}

/** Returns the commands as a script for a POSIX shell. `next` is the command that sets up the new application. */
export function cliText(settings: TenantSettings, target: CliTarget, next: string): string {
  const isNew = target.clientId === null;
  return [
    '# Auth0 CLI (github.com/auth0/auth0-cli), for a POSIX shell. Sign in first: auth0 login',
    ...(isNew ? [] : ['# These replace the lists that the application has.']),
    shellCommand(applicationCommand(settings, target)),
    ...(isNew ? ['', `# Replace ${CLIENT_ID} by the client_id of the output:`] : []),
    shellCommand(patchCommand(settings, target)),
    ...sharedCommands(settings, target).flatMap(({ when, command }) => {
      return ['', `# ${when}`, shellCommand(command)];
    }),
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

/** Returns the flags whose value is not empty. */
function flags(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value === '' ? [] : [`--${name}`, value]));
}

/** Returns a list as a line of CSV, as the CLI parses it (`StringSlice` of github.com/spf13/pflag, RFC 4180). */
function list(values: readonly string[]): string {
  return values.map((value) => (/[",\s]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
}

function apiPatch(path: string, fields: object, target: CliTarget): CliArguments {
  return ['api', 'patch', path, '--data', JSON.stringify(fields), ...plainFrom(target)];
}

function jsonFrom(target: CliTarget): string[] {
  return ['--json', ...plainFrom(target)];
}

/** Returns the flags that turn off prompts and colors, and the tenant. */
function plainFrom({ domain }: CliTarget): string[] {
  return ['--no-input', '--no-color', ...(domain === null ? [] : ['--tenant', domain])];
}
