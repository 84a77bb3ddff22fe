/** What a test can do with a running tenant, by the parts that do it. */
import { inspectAccessToken } from './access-tokens.ts';
import { describeTenant } from './describe-tenant.ts';
import type { Running } from './endpoints.ts';
import { endRefreshTokens } from './refresh-tokens.ts';
import { changeSettings } from './settings.ts';
import type { Tenant } from './tenant.ts';
import { normalise, type TenantUser } from './users.ts';

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

  /** The ids behind an email address, or the id itself. */
  function idsOf(email: string): readonly string[] {
    const { users } = running();
    const theirs = [...users.all(), ...users.others()].filter(
      (profile) => profile.email === normalise(email),
    );
    return theirs.length === 0 ? [email] : theirs.map(({ id }) => id);
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
    grants: (email) => running().engine.store.live(...(email === undefined ? [] : idsOf(email))),
    revokeRefreshTokens(email) {
      const { users, engine } = running();
      const ids = idsOf(email);
      if (ids.every((id) => users.byId(id) === undefined)) throw unknownUser(email);
      endRefreshTokens(engine.store.records('RefreshToken'), ids);
    },
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
