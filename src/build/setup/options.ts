import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run setup -- [--domain DOMAIN] [--client-id ID] [--yes] [--unchecked]

Asks for the tenant's domain and the application's client id, checks that the tenant answers and knows the
application, writes both into .env, builds, and prints what to paste into the Auth0 dashboard.

  --domain     the tenant's domain, as the dashboard shows it: example.eu.auth0.com
  --client-id  the application's client id
  --yes        asks nothing, as where there is no terminal: what is left out is taken from .env
  --unchecked  asks the tenant nothing either, for a computer that does not reach it`;

/** What `npm run setup` was asked for. */
export interface SetupOptions {
  readonly help: boolean;
  readonly domain: string | null;
  readonly clientId: string | null;
  /** Whether nothing may be asked. */
  readonly isSilent: boolean;
  readonly isUnchecked: boolean;
}

/** Reads the arguments; throws one line where they cannot be read. */
export function parseSetupOptions(args: readonly string[]): SetupOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      domain: { type: 'string' },
      'client-id': { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
      unchecked: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    help: values.help,
    domain: values.domain ?? null,
    clientId: values['client-id'] ?? null,
    isSilent: values.yes,
    isUnchecked: values.unchecked,
  };
}

/** What somebody gives as a domain: the host of it, where it is the address of the tenant from a browser. */
export function domainOf(given: string): string {
  const text = given.trim();
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).host : text.replace(/\/$/, '');
}
