import type { Config } from '../../sdk/config.ts';
import { LatchkeyError } from '../../sdk/errors.ts';
import { isLoopback } from '../../sdk/settings/values.ts';
import { type ClientSettings, connectionsOf, loadClientSettings } from '../../sdk/tenant/client-settings.ts';
import { FIELDS, fieldPath, isPasswordless } from '../build/dashboard.ts';
import { failed, inDashboard, inDotEnv, type Outcome, ok, skipped } from './check-result.ts';
import { sanitize } from './tenant-request.ts';

/** Result of `checkApplication`. */
export interface KnownApplication {
  readonly outcome: Outcome;
  /** The application's public settings, or `null` if they can't be read. */
  readonly settings: ClientSettings | null;
}

/** Reads the application's public settings, as Lock does: `https://DOMAIN/client/CLIENT_ID.js`. Never rejects. */
export async function checkApplication(
  config: Config,
  fetch: typeof globalThis.fetch,
): Promise<KnownApplication> {
  try {
    const settings = await loadClientSettings(config, fetch);
    return { outcome: ok(`The tenant knows ${config.clientId}`), settings };
  } catch (error) {
    return { outcome: explain(error, config), settings: null };
  }
}

function explain(error: unknown, { domain, clientId }: Config): Outcome {
  if (!(error instanceof LatchkeyError)) return skipped(String(error));
  if (error.code === 'client-unknown') {
    return failed(unknownClientText(domain, clientId), inDotEnv('AUTH0_CLIENT_ID'));
  }
  const workaround = error.code === 'settings-invalid' ? `: ${WORKAROUND}` : '';
  return skipped(error.message.replace(/\.$/, '') + workaround);
}

/**
 * Returns the message for an unknown client ID. In Auth0's documentation of custom domains, embedded Lock loads these
 * settings from Auth0's CDN, so a custom domain might not serve them.
 * https://auth0.com/docs/customize/custom-domains/configure-features-to-use-custom-domains
 */
function unknownClientText(domain: string, clientId: string): string {
  const isCustom = !domain.endsWith('.auth0.com') && !isLoopback(domain);
  return [
    `${domain} has no application ${clientId}`,
    `the Auth0 Dashboard shows the ID at ${fieldPath(FIELDS.clientId)}`,
    ...(isCustom ? ["if the ID is right, try the tenant's own domain (….auth0.com) as AUTH0_DOMAIN"] : []),
  ].join('; ');
}

/**
 * Workarounds for a custom domain that responds with a script without settings (auth0/lock#1311). The hosted page needs no
 * settings.
 */
const WORKAROUND =
  "if this is a custom domain, try the tenant's own domain (….auth0.com) as AUTH0_DOMAIN, or AUTH0_LOGIN=hosted";

/** Checks whether a connection is on for the application, and each connection that the configuration lists. */
export function checkConnections(config: Config, settings: ClientSettings): Outcome {
  const found = connectionsOf(settings);
  const names = found.map(({ name }) => sanitize(name));
  const missing = config.connections.filter((name) => !found.some((one) => one.name === name));
  if (missing.length > 0) {
    return failed(
      `Off for the application: ${missing.join(', ')}. On: ${names.join(', ') || 'none'}`,
      connectionsTab(missing.join(', ')),
    );
  }
  const offered = found.filter(
    ({ name }) => config.connections.length === 0 || config.connections.includes(name),
  );
  if (isPasswordless(config) && !offered.some(({ strategy }) => /^(email|sms)$/.test(strategy))) {
    return failed(
      'No connection sends codes by email or SMS, which AUTH0_LOGIN=passwordless needs',
      inDashboard(FIELDS.passwordless, 'add', 'this application'),
    );
  }
  if (offered.length === 0) {
    return failed('No connection is on for the application', connectionsTab(USUAL_CONNECTION));
  }
  return ok(offered.map(({ name }) => sanitize(name)).join(', '));
}

/** The database connection that every new tenant has. */
const USUAL_CONNECTION = 'Username-Password-Authentication';

const connectionsTab = (value: string) => inDashboard(FIELDS.connections, 'add', value);
