import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run setup -- [--domain DOMAIN] [--client-id ID] [--create] [--yes] [--unchecked]
       npm run --silent setup -- --print auth0-cli|terraform [--domain DOMAIN] [--client-id ID]

Asks for the tenant's domain and the application's client ID, checks that the tenant answers and knows the
application, writes both into .env, builds, and prints what to enter in the Auth0 Dashboard.

  --domain     the tenant's domain, as the dashboard shows it: example.eu.auth0.com
  --client-id  the application's client ID
  --create     creates the application with the Auth0 CLI (github.com/auth0/auth0-cli) instead of asking for its ID
  --print      prints the settings as commands of the Auth0 CLI or as resources of Terraform, and does nothing else
  --yes        asks nothing, as where there is no terminal: what is left out is taken from .env
  --unchecked  sends the tenant no requests, for a computer that does not reach it`;

const FORMATS = ['auth0-cli', 'terraform'] as const;

/** What `--print` can print. */
export type PrintFormat = (typeof FORMATS)[number];

/** What `npm run setup` was asked for. */
export interface SetupOptions {
  readonly help: boolean;
  readonly domain: string | null;
  readonly clientId: string | null;
  /** `null` for an ordinary run. */
  readonly print: PrintFormat | null;
  readonly isCreating: boolean;
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
      create: { type: 'boolean', default: false },
      print: { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
      unchecked: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.create && values['client-id'] !== undefined) {
    throw new Error('--create makes a new application, so it takes no --client-id: leave one of them out.');
  }
  return {
    help: values.help,
    domain: values.domain ?? null,
    clientId: values['client-id'] ?? null,
    print: values.print === undefined ? null : parseFormat(values.print),
    isCreating: values.create,
    isSilent: values.yes,
    isUnchecked: values.unchecked,
  };
}

function parseFormat(text: string): PrintFormat {
  const format = FORMATS.find((candidate) => candidate === text);
  if (format !== undefined) return format;
  throw new Error(`--print knows no "${text}": it is one of ${FORMATS.join(', ')}`);
}

/** What somebody gives as a domain: the host of it, where it is the address of the tenant from a browser. */
export function domainOf(given: string): string {
  const text = given.trim();
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).host : text.replace(/\/$/, '');
}
