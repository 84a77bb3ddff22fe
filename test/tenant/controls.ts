/** What a test can do with a running tenant, by the parts that do it. */
import { inspectAccessToken } from './access-tokens.ts';
import { describeTenant } from './describe-tenant.ts';
import type { Running } from './endpoints.ts';
import { endRefreshTokens } from './refresh-tokens.ts';
import { changeSettings } from './settings.ts';
import type { Tenant } from './tenant.ts';
import type { TenantUser } from './users.ts';

/** `running`: what the latest start made. `server`: what concerns more than that. */
export function createControls(
  running: () => Running,
  server: Pick<Tenant, 'unplug' | 'reset' | 'close'>,
): Tenant {
  const { origin } = running();

  function expectUser(email: string): TenantUser {
    const user = running().users.byEmail(email);
    if (user === undefined) throw unknownUser(email);
    return user;
  }

  return {
    domain: new URL(origin).host,
    origin,
    get clientId() {
      return running().settings.clientId;
    },
    get description() {
      const { settings, users } = running();
      return describeTenant({ origin, users: users.all(), settings });
    },
    get users() {
      return running().users.all();
    },
    identityProviders: running().providers,
    get mailbox() {
      return running();
    },
    get requests() {
      return running().log.entries;
    },
    configure(change) {
      const { settings, users, passwords } = running();
      changeSettings(settings, change);
      if (change.users === undefined) return;
      users.replace(change.users);
      passwords.forgetAttempts();
    },
    addFault: (fault) => running().faults.add(fault),
    clearFaults() {
      running().faults.clear();
      running().holds.clear();
    },
    hold: (path, options) => running().holds.add(path, options),
    grants: () => running().engine.store.live(),
    revokeRefreshTokens: (email) =>
      endRefreshTokens(running().engine.store.records('RefreshToken'), expectUser(email).id),
    changeUser: (email, change) => running().users.change(expectUser(email).id, change),
    inspectAccessToken(token) {
      const { provider } = running().engine;
      return inspectAccessToken(token, { issuer: `${origin}/`, provider });
    },
    ...server,
  };
}

function unknownUser(email: string): Error {
  return new Error(`The tenant has no user ${email}.`);
}
