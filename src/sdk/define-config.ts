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
interface Given {
  /** `undefined` if it is missing or `null`. */
  readonly value: unknown;
  /** Returns the error for this field. */
  readonly wrong: (problem: string, example?: unknown) => LatchkeyError;
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
  const given = (field: ConfigField): Given => ({
    value: input[field] ?? undefined,
    wrong: (problem, example = EXAMPLES[field]) =>
      invalid(notation.name(field), `${problem}. Example: ${notation.assign(field, example)}`),
    notation,
  });
  const organization = parseOrganization(given('organization'));
  return {
    ...(configurable === undefined
      ? parseTenant(given('domain'), given('clientId'))
      : { ...NO_TENANT, configurable }),
    scope: parseScope(given('scope')),
    audience: textOf(given('audience')),
    apiOrigins: parseApiOrigins(given('apiOrigins')),
    connections: textsOf(given('connections'), isConnection, 'the name of a connection'),
    organization,
    login: parseLogin(given('login'), organization),
    silent: oneOf(given('silent'), [true, false], true),
    logout: oneOf(given('logout'), LOGOUT_KINDS, 'tenant'),
    storage: oneOf(given('storage'), STORAGE_AREAS, 'local'),
  };
}

function parseTenant(domainField: Given, clientIdField: Given): Tenant {
  const domain = parseDomain(domainField);
  return { domain, tenant: originOf(domain), clientId: parseClientId(clientIdField) };
}

function parseDomain(field: Given): string {
  const domain = requiredText(field);
  const wrong = (problem: string) => field.wrong(`is ${field.notation.value(domain)}: ${problem}`);
  if (domain.includes('://')) throw wrong('a URL; omit https://');
  if (/\s/.test(domain)) throw wrong('it contains spaces');
  if (domain.endsWith('/')) throw wrong('it ends with a slash');
  if (/[/?#@]/.test(domain)) throw wrong('remove everything except the domain');
  if (!isDomain(domain)) throw wrong('it is not a domain name');
  return domain.toLowerCase();
}

function parseClientId(field: Given): string {
  const clientId = requiredText(field);
  const wrong = (problem: string) => field.wrong(`is ${field.notation.value(clientId)}: ${problem}`);
  // https://auth0.com/docs/get-started/applications/third-party-applications/security-controls
  if (clientId.startsWith('tpc_'))
    throw wrong('a third-party application, which gets no ID tokens from Auth0; create a first-party one');
  if (!isClientId(clientId)) throw wrong('a client ID contains only letters, digits, "-" and "_"');
  return clientId;
}

function parseScope(field: Given): string {
  const scope = textOf(field) ?? 'openid profile email offline_access';
  const scopes = scope.split(/\s+/);
  if (!scopes.includes('openid'))
    throw field.wrong(`is ${field.notation.value(scope)}: it must contain openid`);
  return scopes.join(' ');
}

/** Returns the origins of APIs. Paths are invalid, because they would suggest a limit that browsers don't enforce. */
function parseApiOrigins(field: Given): string[] {
  return textsOf(field, isApiOrigin, 'the https origin of an API').map((one) => new URL(one).origin);
}

/**
 * Returns whether `text` is the origin of one host. A `*` would match many hosts, and a `;` would start another directive of the
 * content security policy.
 */
function isApiOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, origin } = new URL(text);
  if (text.toLowerCase().replace(/\/$/, '') !== origin || !/^[a-z0-9.-]+(:\d+)?$/.test(host)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(host));
}

function parseOrganization(field: Given): string | null {
  const organization = textOf(field);
  if (organization === null || isOrganization(organization)) return organization;
  throw field.wrong(
    `is ${field.notation.value(organization)}: neither the ID nor the name of an organization`,
  );
}

/**
 * Returns the kind of login. With an organization, only `hosted` is valid: Auth0 doesn't support organizations in Lock.
 * https://auth0.com/docs/manage-users/organizations/organizations-overview
 */
function parseLogin(field: Given, organization: string | null): LoginKind {
  const login = oneOf(field, LOGIN_KINDS, organization === null ? 'embedded' : 'hosted');
  if (organization === null || login === 'hosted') return login;
  const { name, value } = field.notation;
  throw field.wrong(
    `is ${value(login)}, but ${name('organization')} is set, which needs the hosted page: Auth0 has no organizations in Lock`,
    'hosted',
  );
}

function requiredText({ value, wrong, notation }: Given): string {
  if (value === undefined) throw wrong(`is missing: ${notation.whereToSet}`);
  if (typeof value !== 'string') throw wrong(`is ${notation.value(value)}: it must be a string`);
  if (value.trim() === '') throw wrong('is empty');
  return value;
}

function textOf({ value, wrong, notation }: Given): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string') throw wrong(`is ${notation.value(value)}: it must be a string`);
  return value.trim() === '' ? null : value.trim();
}

function textsOf(
  { value = [], wrong, notation }: Given,
  isRight: (text: string) => boolean,
  what: string,
): string[] {
  if (!Array.isArray(value)) throw wrong(`is ${notation.value(value)}: it must be an array`);
  return value.map((one: unknown) => {
    const text = typeof one === 'string' ? one.trim() : '';
    if (isRight(text)) return text;
    throw wrong(`contains ${notation.value(one)}, which is not ${what}`);
  });
}

function oneOf<T>({ value, wrong, notation }: Given, allowed: readonly T[], usual: T): T {
  if (value === undefined || value === '') return usual;
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  const values = allowed.map((one) => (typeof one === 'string' ? one : notation.value(one)));
  throw wrong(`is ${notation.value(value)}: it must be one of ${values.join(', ')}`);
}

/** Returns the error with a message in one line, even if the quoted value contains line breaks. */
function invalid(field: string, problem: string): LatchkeyError {
  const description = problem.replace(/\s+/g, ' ');
  return new LatchkeyError('configuration-invalid', { reason: 'field', field, description });
}
