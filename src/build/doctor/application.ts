import { type ClientSettings, connectionsOf, loadClientSettings } from '../../auth/client-settings.ts';
import type { Config } from '../../config.ts';
import { LatchkeyError } from '../../errors.ts';
import { FIELDS } from '../dashboard.ts';
import { failed, inDashboard, inDotEnv, type Outcome, ok, unknown } from './finding.ts';

/** Whether the tenant knows the application, and the settings that it shows to everybody. */
export interface KnownApplication {
  readonly outcome: Outcome;
  /** `null` where they could not be had. */
  readonly settings: ClientSettings | null;
}

/** Reads the settings that Lock reads: `https://DOMAIN/client/CLIENT_ID.js`. Never rejects. */
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

/** In words of its own: those of the error are for people, in the language of a browser. */
function explain(error: unknown, { domain, clientId }: Config): Outcome {
  switch (error instanceof LatchkeyError ? error.code : undefined) {
    case 'client-unknown':
      return failed(
        `${domain} knows no application ${clientId}; the dashboard shows the right one at ${FIELDS.clientId.section} > ${FIELDS.clientId.name}`,
        inDotEnv('AUTH0_CLIENT_ID', null),
      );
    case 'settings-invalid':
      return unknown(`The settings that ${domain} has of the application cannot be read`);
    case 'tenant-failed':
      return unknown(`${domain} is having trouble; try again in a minute`);
    case 'tenant-unreachable':
      return unknown(`${domain} could not be reached`);
    default:
      return unknown(String(error));
  }
}

/** Whether the application has a way in, and each one that the configuration names. */
export function checkConnections(config: Config, settings: ClientSettings): Outcome {
  const found = connectionsOf(settings);
  const names = found.map(({ name }) => name);
  const missing = config.connections.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return failed(
      `Not switched on for the application: ${missing.join(', ')}; on are ${names.join(', ') || 'none'}`,
      connectionsTab(missing.join(', ')),
    );
  }
  const offered = found.filter(
    ({ name }) => config.connections.length === 0 || config.connections.includes(name),
  );
  if (config.login === 'passwordless' && !offered.some(({ strategy }) => /^(email|sms)$/.test(strategy))) {
    return failed(
      'AUTH0_LOGIN is passwordless, and there is no code by mail or SMS',
      connectionsTab('email'),
    );
  }
  if (offered.length === 0) {
    return failed('No connection is switched on for the application', connectionsTab(USUAL_CONNECTION));
  }
  return ok(offered.map(({ name }) => name).join(', '));
}

/** The database that each new tenant has. */
const USUAL_CONNECTION = 'Username-Password-Authentication';

const connectionsTab = (value: string) =>
  inDashboard({ section: 'Connections', name: 'the tab beside Settings' }, 'add', value);
