import type { TenantSettings } from './tenant-settings.ts';

/**
 * Commands of the Auth0 CLI that give a tenant its settings. Names of commands and flags:
 * https://auth0.github.io/auth0-cli/ (`docs/auth0_apps_create.md`, `auth0_apps_update.md`, `auth0_apis_create.md`,
 * `auth0_apis_update.md`, `auth0_client-grants_create.md` and `auth0_api.md` of github.com/auth0/auth0-cli). Fields of
 * `auth0 api patch` are the Management API's: https://auth0.com/docs/api/management/v2/clients/patch-clients-by-id and
 * https://auth0.com/docs/api/management/v2/tenants/patch-settings.
 */

/** The application to set. */
export interface CliTarget {
  /** The tenant that the CLI must be signed in to; `null` for the one that it uses by default. */
  readonly domain: string | null;
  /** `null` for an application that is yet to be created. */
  readonly clientId: string | null;
}

/** Arguments of the program `auth0`. */
export type CliArguments = readonly string[];

/** Stands for the client ID of an application that is yet to be created. */
const CLIENT_ID = 'CLIENT_ID';

/** Returns the command that creates the application, or updates the one that there is. It answers with JSON. */
export function applicationCommand(settings: TenantSettings, target: CliTarget): CliArguments {
  const { name, callbackUrls, logoutUrls, allowedOrigins, webOrigins, rotation } = settings;
  return [
    'apps',
    ...(target.clientId === null ? ['create', '--name', name] : ['update', target.clientId]),
    ...['--type', 'spa'],
    ...['--auth-method', 'None'],
    ...['--callbacks', list(callbackUrls)],
    ...['--logout-urls', list(logoutUrls)],
    ...['--origins', list(allowedOrigins)],
    ...(webOrigins.length > 0 ? ['--web-origins', list(webOrigins)] : []),
    ...['--grants', list(rotation === null ? ['code'] : ['code', 'refresh-token'])],
    ...(rotation === null ? [] : ['--refresh-token', refreshToken(rotation.overlapSeconds)]),
    ...jsonFrom(target),
  ];
}

/** Returns the command for the application's settings that `auth0 apps` has no flag for. */
export function patchCommand(settings: TenantSettings, target: CliTarget): CliArguments {
  const fields = {
    oidc_conformant: true,
    jwt_configuration: { alg: 'RS256' },
    ...(settings.crossOriginLogin ? { cross_origin_authentication: true } : {}),
    ...(settings.organization === null ? {} : { organization_usage: 'require' }),
  };
  return apiPatch(`clients/${target.clientId ?? CLIENT_ID}`, fields, target);
}

/** Commands that change what other applications of the tenant use too, each with when to run it. */
export function sharedCommands(
  { api, organization }: TenantSettings,
  target: CliTarget,
): { readonly when: string; readonly command: CliArguments }[] {
  const scopes = api !== null && api.scopes.length > 0 ? ['--scopes', list(api.scopes)] : [];
  const ofApi =
    api === null
      ? []
      : [
          {
            when: "If the tenant doesn't have the API yet:",
            command: [
              ...[
                'apis',
                'create',
                '--name',
                api.identifier.replace(/[<>]/g, ''),
                '--identifier',
                api.identifier,
              ],
              ...['--offline-access=true', '--signing-alg', 'RS256'],
              ...scopes,
              ...jsonFrom(target),
            ],
          },
          {
            when: 'If it has the API:',
            command: ['apis', 'update', api.identifier, '--offline-access=true', ...jsonFrom(target)],
          },
          {
            when: 'If the API gives access to single applications only (Per-app authorization):',
            command: [
              ...['client-grants', 'create', '--client-id', target.clientId ?? CLIENT_ID],
              ...['--audience', api.identifier, '--subject-type', 'user'],
              ...scopes,
              ...jsonFrom(target),
            ],
          },
        ];
  const ofTenant =
    organization?.isName === true
      ? [
          {
            when: 'To name the organization instead of giving its ID (a setting of the whole tenant):',
            command: apiPatch(
              'tenants/settings',
              { allow_organization_name_in_authentication_api: true },
              target,
            ),
          },
        ]
      : [];
  return [...ofApi, ...ofTenant];
}

/** Returns the commands as a script for a POSIX shell. `next`: the command that sets up the new application. */
export function cliText(settings: TenantSettings, target: CliTarget, next: string): string {
  const isNew = target.clientId === null;
  return [
    `# Auth0 CLI (github.com/auth0/auth0-cli), for a POSIX shell. Sign in first: auth0 login`,
    ...(isNew ? [] : ['# These replace the lists that the application has.']),
    shellCommand(applicationCommand(settings, target)),
    ...(isNew ? ['', `# Replace ${CLIENT_ID} by the client_id of the output:`] : []),
    shellCommand(patchCommand(settings, target)),
    ...sharedCommands(settings, target).flatMap(({ when, command }) => [
      '',
      `# ${when}`,
      shellCommand(command),
    ]),
    ...(settings.isPasswordless
      ? ['', '# Not included: Authentication > Passwordless, Email or SMS, on for this application.']
      : []),
    ...(isNew ? ['', `# Then: ${next}`] : []),
  ].join('\n');
}

/** Returns a command as a person would type it, with a line for each flag that has a value. */
export function shellCommand(command: CliArguments): string {
  const words = command.map((word) =>
    /^--(?!json$|no-)/.test(word) ? `\\\n  ${shellWord(word)}` : shellWord(word),
  );
  return ['auth0', ...words].join(' ');
}

/** Quotes a word for a POSIX shell (Shell Command Language 2.2.2), where it needs it. */
function shellWord(word: string): string {
  return /^[\w./:@=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The CLI reads lists as lines of CSV (`StringSlice` of github.com/spf13/pflag, RFC 4180). */
function list(values: readonly string[]): string {
  return values.map((value) => (/[",\s]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
}

/** https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation */
function refreshToken(leeway: number): string {
  return JSON.stringify({ rotation_type: 'rotating', expiration_type: 'expiring', leeway });
}

function apiPatch(path: string, fields: object, target: CliTarget): CliArguments {
  return ['api', 'patch', path, '--data', JSON.stringify(fields), ...quietlyFrom(target)];
}

function jsonFrom(target: CliTarget): string[] {
  return ['--json', ...quietlyFrom(target)];
}

/** Without questions and colors: what a program can read. */
function quietlyFrom({ domain }: CliTarget): string[] {
  return ['--no-input', '--no-color', ...(domain === null ? [] : ['--tenant', domain])];
}
