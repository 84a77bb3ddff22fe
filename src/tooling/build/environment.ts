import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Config, Configurable } from '../../sdk/config.ts';
import { type ConfigField, type Notation, parseConfig, refuseUnknownName } from '../../sdk/define-config.ts';
import { ROOT, readIfPresent } from './project-files.ts';

/** Variables, as in `process.env` or in a parsed `.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable of each field of the configuration. */
const VARIABLE_OF = {
  domain: 'AUTH0_DOMAIN',
  clientId: 'AUTH0_CLIENT_ID',
  audience: 'AUTH0_AUDIENCE',
  apiOrigins: 'AUTH0_API_ORIGINS',
  scope: 'AUTH0_SCOPE',
  connections: 'AUTH0_CONNECTIONS',
  organization: 'AUTH0_ORGANIZATION',
  login: 'AUTH0_LOGIN',
  logout: 'AUTH0_LOGOUT',
  silent: 'AUTH0_SILENT',
  storage: 'AUTH0_STORAGE',
} as const satisfies Record<ConfigField, string>;

/** The variables that a build reads. */
export const VARIABLES = Object.values(VARIABLE_OF);

const ENVIRONMENT: Notation = {
  name: (field) => VARIABLE_OF[field],
  value: (value) => (typeof value === 'boolean' ? toSwitch(value) : `"${value}"`),
  assign: (field, value) =>
    `${VARIABLE_OF[field]}=${typeof value === 'boolean' ? toSwitch(value) : String(value)}`,
  whereToSet: 'run npm run setup, or set it in .env or in the environment',
};

/**
 * Reads the configuration of a build. Throws `configuration-invalid` with one line that names the variable, the problem and
 * a valid example. A configurable build has no tenant, so the variables that identify one are ignored.
 */
export function parseEnvironment(environment: Environment, configurable?: Configurable): Config {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('AUTH0_')) refuseUnknownName(name, ENVIRONMENT);
  }
  const { AUTH0_API_ORIGINS: apiOrigins, AUTH0_CONNECTIONS: connections, AUTH0_SILENT: silent } = environment;
  return parseConfig(
    {
      domain: environment.AUTH0_DOMAIN,
      clientId: environment.AUTH0_CLIENT_ID,
      audience: environment.AUTH0_AUDIENCE,
      apiOrigins: listOf(apiOrigins),
      scope: environment.AUTH0_SCOPE,
      connections: listOf(connections),
      organization: environment.AUTH0_ORGANIZATION,
      login: environment.AUTH0_LOGIN?.trim(),
      logout: environment.AUTH0_LOGOUT?.trim(),
      silent: fromSwitch(silent?.trim()),
      storage: environment.AUTH0_STORAGE?.trim(),
    },
    ENVIRONMENT,
    configurable,
  );
}

/** Splits a text at the commas and keeps empty parts. Returns `undefined` if the text is blank. */
function listOf(text: string | undefined): string[] | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.split(',');
}

function toSwitch(value: boolean): 'on' | 'off' {
  return value ? 'on' : 'off';
}

/** Converts `on` and `off`. Returns any other text unchanged, so that `parseConfig` rejects it. */
function fromSwitch(text: string | undefined): string | boolean | undefined {
  return [true, false].find((value) => toSwitch(value) === text) ?? text;
}

/** The file that a build reads its variables from. */
export const DOT_ENV = path.join(ROOT, '.env');

/** Returns the variables of `.env`, or none if the file doesn't exist, as on a build machine. */
export async function readDotEnv(file = DOT_ENV): Promise<Environment> {
  return parseEnv((await readIfPresent(file)) ?? '');
}
