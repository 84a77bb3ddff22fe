import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Config, Configurable, LoginKind, StorageArea, Tenant } from '../../sdk/config.ts';
import { LatchkeyError } from '../../sdk/errors.ts';
import { NO_TENANT } from '../../sdk/settings/tenant.ts';
import {
  isClientId,
  isConnection,
  isDomain,
  isLoopback,
  isOrganization,
  LOGOUT_KINDS,
  originOf,
} from '../../sdk/settings/values.ts';
import { ROOT } from './project-files.ts';

/** Variables as `process.env` or a parsed `.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that a build reads. */
export const VARIABLES = [
  'AUTH0_DOMAIN',
  'AUTH0_CLIENT_ID',
  'AUTH0_AUDIENCE',
  'AUTH0_API_ORIGINS',
  'AUTH0_SCOPE',
  'AUTH0_CONNECTIONS',
  'AUTH0_ORGANIZATION',
  'AUTH0_LOGIN',
  'AUTH0_LOGOUT',
  'AUTH0_SILENT',
  'AUTH0_STORAGE',
] as const;

type Variable = (typeof VARIABLES)[number];

const LOGIN_KINDS: readonly LoginKind[] = ['embedded', 'passwordless', 'hosted'];
const STORAGE_AREAS: readonly StorageArea[] = ['local', 'session'];

/**
 * Reads the configuration of a build. Throws `configuration-invalid` with one line that names the variable,
 * says what is wrong with it and shows a right value. A build that is `configurable` has no tenant: variables that name
 * one are not looked at.
 */
export function parseEnvironment(environment: Environment, configurable?: Configurable): Config {
  refuseUnknownVariables(environment);
  return {
    ...(configurable === undefined ? parseTenant(environment) : { ...NO_TENANT, configurable }),
    scope: parseScope(environment),
    audience: optional(environment, 'AUTH0_AUDIENCE'),
    apiOrigins: parseApiOrigins(environment),
    connections: parseConnections(environment),
    organization: parseOrganization(environment),
    login: parseLogin(environment),
    silent: oneOf(environment, 'AUTH0_SILENT', ['on', 'off'], 'on') === 'on',
    logout: oneOf(environment, 'AUTH0_LOGOUT', LOGOUT_KINDS, 'tenant'),
    storage: oneOf(environment, 'AUTH0_STORAGE', STORAGE_AREAS, 'local'),
  };
}

function parseTenant(environment: Environment): Tenant {
  const domain = parseDomain(environment);
  return { domain, tenant: originOf(domain), clientId: parseClientId(environment) };
}

function wrong(variable: string, problem: string, right: string): LatchkeyError {
  return invalid(`${variable} ${problem}. A right value: ${right}`);
}

/** One line, whatever is in the value that it repeats. */
function invalid(text: string): LatchkeyError {
  return new LatchkeyError('configuration-invalid', {
    reason: 'build',
    description: text.replace(/\s+/g, ' '),
  });
}

function refuseUnknownVariables(environment: Environment): void {
  const known: readonly string[] = VARIABLES;
  const unknown = Object.keys(environment).find((name) => name.startsWith('AUTH0_') && !known.includes(name));
  if (unknown === undefined) return;
  throw invalid(
    `${unknown} is not an option of this build, so it may be misspelt. The options: ${VARIABLES.join(', ')}`,
  );
}

function required(environment: Environment, variable: Variable, right: string): string {
  const value = environment[variable];
  if (value === undefined)
    throw wrong(
      variable,
      'is missing: npm run setup asks for it, or set it in .env or in the environment',
      right,
    );
  if (value.trim() === '') throw wrong(variable, 'is empty', right);
  return value;
}

function optional(environment: Environment, variable: Variable): string | null {
  const value = environment[variable]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** What stands between the commas; one that has nothing in it is in the list too. */
function listOf(environment: Environment, variable: Variable): string[] {
  return (optional(environment, variable)?.split(',') ?? []).map((one) => one.trim());
}

function parseDomain(environment: Environment): string {
  const right = 'AUTH0_DOMAIN=example.eu.auth0.com';
  const domain = required(environment, 'AUTH0_DOMAIN', right);
  const problem = (what: string) => wrong('AUTH0_DOMAIN', `is "${domain}": ${what}`, right);
  if (domain.includes('://')) throw problem('a URL, where the domain alone belongs');
  if (/\s/.test(domain)) throw problem('it has spaces in it');
  if (domain.endsWith('/')) throw problem('it ends with a slash');
  if (/[/?#@]/.test(domain)) throw problem('it is more than a domain');
  if (!isDomain(domain)) throw problem('it is not a domain name');
  return domain.toLowerCase();
}

function parseClientId(environment: Environment): string {
  const right = 'AUTH0_CLIENT_ID=q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa';
  const clientId = required(environment, 'AUTH0_CLIENT_ID', right);
  // https://auth0.com/docs/get-started/applications/third-party-applications/security-controls
  if (clientId.startsWith('tpc_')) {
    throw wrong(
      'AUTH0_CLIENT_ID',
      `is "${clientId}": a third-party application, which gets no ID tokens from Auth0. Create a first-party one`,
      right,
    );
  }
  if (isClientId(clientId)) return clientId;
  throw wrong(
    'AUTH0_CLIENT_ID',
    `is "${clientId}": a client id has letters, digits, "-" and "_" alone`,
    right,
  );
}

function parseScope(environment: Environment): string {
  const scope = optional(environment, 'AUTH0_SCOPE') ?? 'openid profile email offline_access';
  const scopes = scope.split(/\s+/);
  if (scopes.includes('openid')) return scopes.join(' ');
  throw wrong('AUTH0_SCOPE', `is "${scope}": it must contain openid`, 'AUTH0_SCOPE=openid profile email');
}

/** Origins alone: a path would promise a limit that browsers' policies do not keep. */
function parseApiOrigins(environment: Environment): string[] {
  const origins = listOf(environment, 'AUTH0_API_ORIGINS');
  const bad = origins.find((one) => !isApiOrigin(one));
  if (bad === undefined) return origins.map((one) => new URL(one).origin);
  throw wrong(
    'AUTH0_API_ORIGINS',
    `has "${bad}" in it, which is not the https origin of an API`,
    'AUTH0_API_ORIGINS=https://api.example.com,https://files.example.com',
  );
}

/** Of one host: a star in it would be many, and a semicolon another word of the policy. */
function isApiOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, origin } = new URL(text);
  if (text.toLowerCase().replace(/\/$/, '') !== origin || !/^[a-z0-9.-]+(:\d+)?$/.test(host)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(host));
}

function parseConnections(environment: Environment): string[] {
  const names = listOf(environment, 'AUTH0_CONNECTIONS');
  const bad = names.find((name) => !isConnection(name));
  if (bad === undefined) return names;
  throw wrong(
    'AUTH0_CONNECTIONS',
    `has "${bad}" in it, which is not the name of a connection`,
    'AUTH0_CONNECTIONS=Username-Password-Authentication,google-oauth2',
  );
}

function parseOrganization(environment: Environment): string | null {
  const organization = optional(environment, 'AUTH0_ORGANIZATION');
  if (organization === null || isOrganization(organization)) return organization;
  throw wrong(
    'AUTH0_ORGANIZATION',
    `is "${organization}": neither the id nor the name of an organization`,
    'AUTH0_ORGANIZATION=org_AbCdEf0123456789',
  );
}

/**
 * Auth0 supports organizations on its hosted page only, not in Lock.
 * https://auth0.com/docs/manage-users/organizations/organizations-overview
 */
function parseLogin(environment: Environment): LoginKind {
  const hasOrganization = optional(environment, 'AUTH0_ORGANIZATION') !== null;
  const login = oneOf(environment, 'AUTH0_LOGIN', LOGIN_KINDS, hasOrganization ? 'hosted' : 'embedded');
  if (!hasOrganization || login === 'hosted') return login;
  const problem = `is "${login}", but AUTH0_ORGANIZATION is set, which needs the hosted page: Auth0 has no organizations in Lock`;
  throw wrong('AUTH0_LOGIN', problem, 'AUTH0_LOGIN=hosted');
}

function oneOf<T extends string>(
  environment: Environment,
  variable: Variable,
  values: readonly T[],
  usual: T,
): T {
  const value = optional(environment, variable);
  if (value === null) return usual;
  const found = values.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw wrong(variable, `is "${value}": it must be one of ${values.join(', ')}`, `${variable}=${usual}`);
}

/** The file that a build has its variables from. */
export const DOT_ENV = path.join(ROOT, '.env');

/** The variables of `.env`; none where there is no such file, as on a build machine. */
export async function readDotEnv(file = DOT_ENV): Promise<Environment> {
  try {
    return parseEnv(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
