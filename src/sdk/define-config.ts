import type { Config, ConfigInput, Configurable, LoginKind, StorageArea, Tenant } from './config.ts';
import { LatchkeyError } from './errors.ts';
import {
  isClientId,
  isConnection,
  isDomain,
  isLoopback,
  isOrganization,
  LOGOUT_KINDS,
  NO_TENANT,
  originOf,
} from './settings/values.ts';

/** A valid value for each field, for error messages. */
const EXAMPLES = {
  domain: 'example.eu.auth0.com',
  clientId: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
  audience: 'https://api.example.com/',
  apiOrigins: ['https://api.example.com', 'https://files.example.com'],
  scope: 'openid profile email',
  connections: ['Username-Password-Authentication', 'google-oauth2'],
  organization: 'org_AbCdEf0123456789',
  login: 'embedded',
  logout: 'tenant',
  silent: true,
  storage: 'local',
} as const satisfies ConfigInput;

/** The name of a field of a configuration. */
export type ConfigField = keyof ConfigInput;

const FIELDS = /* @__PURE__ */ Object.keys(EXAMPLES) as readonly ConfigField[];

const LOGIN_KINDS: readonly LoginKind[] = ['embedded', 'passwordless', 'hosted'];
const STORAGE_AREAS: readonly StorageArea[] = ['local', 'session'];

/** How the developer writes a configuration, for error messages: as an object, or as environment variables of a build. */
export interface Notation {
  readonly name: (field: ConfigField) => string;
  readonly value: (value: unknown) => string;
  /** Returns an assignment to paste. */
  readonly assign: (field: ConfigField, value: unknown) => string;
  /** What to do if a required field is missing. */
  readonly whereToSet: string;
}

const OBJECT: Notation = {
  name: (field) => field,
  value: (value) => JSON.stringify(value) ?? String(value),
  assign: (field, value) => `${field}: ${JSON.stringify(value).replaceAll('"', "'")}`,
  whereToSet: 'set it in defineConfig',
};

/**
 * Returns a complete configuration for the other functions of the SDK. Throws `configuration-invalid`. Its message names the
 * field, the problem and a valid example.
 *
 * @example
 * export default defineConfig({ domain: 'acme.eu.auth0.com', clientId: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa' });
 */
export function defineConfig(input: ConfigInput): Config {
  const fields: Record<string, unknown> = { ...Object(input) };
  for (const name of Object.keys(fields)) refuseUnknownName(name, OBJECT);
  return parseConfig(fields, OBJECT);
}

/** Throws `configuration-invalid` if `name` is not a field, for example because it is misspelled. */
export function refuseUnknownName(name: string, { name: nameOf }: Notation): void {
  const names = FIELDS.map(nameOf);
  if (names.includes(name)) return;
  throw invalid(name, `is not an option; check the spelling. The options: ${names.join(', ')}`);
}

/** The input of a field. */
interface Field {
  /** `undefined` if it is missing or `null`. */
  readonly value: unknown;
  /** Returns the error for this field. */
  readonly error: (problem: string, example?: unknown) => LatchkeyError;
  /** Returns the error for its value. */
  readonly invalid: (problem: string) => LatchkeyError;
  readonly notation: Notation;
}

/**
 * Parses the fields of a configuration. Ignores domain and client ID in a configurable build, which has no tenant. Throws
 * `configuration-invalid`.
 */
export function parseConfig(
  input: Readonly<Partial<Record<ConfigField, unknown>>>,
  notation: Notation,
  configurable?: Configurable,
): Config {
  const field = (name: ConfigField): Field => {
    const value = input[name] ?? undefined;
    const error = (problem: string, example: unknown = EXAMPLES[name]) =>
      invalid(notation.name(name), `${problem}. Example: ${notation.assign(name, example)}`);
    return { value, error, invalid: (problem) => error(`is ${notation.value(value)}: ${problem}`), notation };
  };
  const organization = parseOrganization(field('organization'));
  return {
    ...(configurable === undefined
      ? parseTenant(field('domain'), field('clientId'))
      : { ...NO_TENANT, configurable }),
    scope: parseScope(field('scope')),
    audience: textOf(field('audience')),
    apiOrigins: textsOf(field('apiOrigins'), isApiOrigin, 'the https origin of an API').map(
      (text) => new URL(text).origin,
    ),
    connections: textsOf(field('connections'), isConnection, 'the name of a connection'),
    organization,
    login: parseLogin(field('login'), organization),
    silent: oneOf(field('silent'), [true, false], true),
    logout: oneOf(field('logout'), LOGOUT_KINDS, 'tenant'),
    storage: oneOf(field('storage'), STORAGE_AREAS, 'local'),
  };
}

function parseTenant(domainField: Field, clientIdField: Field): Tenant {
  const domain = parseDomain(domainField);
  return { domain, tenant: originOf(domain), clientId: parseClientId(clientIdField) };
}

function parseDomain(field: Field): string {
  const domain = requiredText(field);
  if (domain.includes('://')) throw field.invalid('a URL; omit https://');
  if (/\s/.test(domain)) throw field.invalid('it contains spaces');
  if (domain.endsWith('/')) throw field.invalid('it ends with a slash');
  if (/[/?#@]/.test(domain)) throw field.invalid('remove everything except the domain');
  if (!isDomain(domain)) throw field.invalid('it is not a domain name');
  return domain.toLowerCase();
}

function parseClientId(field: Field): string {
  const clientId = requiredText(field);
  // https://auth0.com/docs/get-started/applications/third-party-applications/security-controls
  if (clientId.startsWith('tpc_'))
    throw field.invalid(
      'a third-party application, which gets no ID tokens from Auth0; create a first-party one',
    );
  if (!isClientId(clientId)) throw field.invalid('a client ID contains only letters, digits, "-" and "_"');
  return clientId;
}

function parseScope(field: Field): string {
  const scopes = (textOf(field) ?? 'openid profile email offline_access').split(/\s+/);
  if (!scopes.includes('openid')) throw field.invalid('it must contain openid');
  return scopes.join(' ');
}

/**
 * Returns whether `text` is the origin of one host. A path would suggest a limit that browsers don't enforce, a `*` would match
 * many hosts, and a `;` would start another directive of the content security policy.
 */
function isApiOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, origin } = new URL(text);
  if (text.toLowerCase().replace(/\/$/, '') !== origin || !/^[a-z0-9.-]+(:\d+)?$/.test(host)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(host));
}

function parseOrganization(field: Field): string | null {
  const organization = textOf(field);
  if (organization === null || isOrganization(organization)) return organization;
  throw field.invalid('neither the ID nor the name of an organization');
}

/**
 * Returns the kind of login. With an organization, only `hosted` is valid: Auth0 doesn't support organizations in Lock.
 * https://auth0.com/docs/manage-users/organizations/organizations-overview
 */
function parseLogin(field: Field, organization: string | null): LoginKind {
  const login = oneOf(field, LOGIN_KINDS, organization === null ? 'embedded' : 'hosted');
  if (organization === null || login === 'hosted') return login;
  const { name, value } = field.notation;
  throw field.error(
    `is ${value(login)}, but ${name('organization')} is set, which needs the hosted page: Auth0 has no organizations in Lock`,
    'hosted',
  );
}

function requiredText(field: Field): string {
  if (field.value === undefined) throw field.error(`is missing: ${field.notation.whereToSet}`);
  const text = textOf(field);
  if (text === null) throw field.error('is empty');
  // Untrimmed, because surrounding spaces are an error.
  return String(field.value);
}

function textOf({ value, invalid }: Field): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string') throw invalid('it must be a string');
  return value.trim() === '' ? null : value.trim();
}

function textsOf(
  { value = [], error, invalid, notation }: Field,
  isValid: (text: string) => boolean,
  what: string,
): string[] {
  if (!Array.isArray(value)) throw invalid('it must be an array');
  return value.map((item: unknown) => {
    const text = typeof item === 'string' ? item.trim() : '';
    if (isValid(text)) return text;
    throw error(`contains ${notation.value(item)}, which is not ${what}`);
  });
}

function oneOf<T>({ value, invalid, notation }: Field, allowed: readonly T[], fallback: T): T {
  if (value === undefined || value === '') return fallback;
  const known = allowed.find((item) => item === value);
  if (known !== undefined) return known;
  const values = allowed.map((item) => (typeof item === 'string' ? item : notation.value(item)));
  throw invalid(`it must be one of ${values.join(', ')}`);
}

/** Returns the error with a message in one line, even if the quoted value contains line breaks. */
function invalid(field: string, problem: string): LatchkeyError {
  const description = problem.replace(/\s+/g, ' ');
  return new LatchkeyError('configuration-invalid', { reason: 'field', field, description });
}
