/** What a test can do with a running tenant, by the parts that do it. */
import { inspectAccessToken } from './access-tokens.ts';
import { describeTenant } from './describe-tenant.ts';
import type { Rooms } from './endpoints.ts';
import { endRefreshTokens } from './refresh-tokens.ts';
import type { TenantRequest } from './request-log.ts';
import { changeSettings } from './settings.ts';
import type { Tenant } from './tenant.ts';
import { totpCode } from './totp.ts';
import { normalise, type TenantUser } from './users.ts';

/** `server`: unplugs what listens, or stops everything that runs, at once, as often as it is called. */
export function createControls(
  rooms: Rooms,
  requests: readonly TenantRequest[],
  server: Pick<Tenant, 'unplug' | 'close'>,
): Tenant {
  const { origin, now, settings, users, passwords, faults, holds, consents, keys, providers, engine } = rooms;

  function expectUser(email: string): TenantUser {
    const user = users.byEmail(email);
    if (user === undefined) throw unknownUser(email);
    return user;
  }

  /** The ids behind an e-mail address, or the id itself. */
  function idsOf(email: string): readonly string[] {
    const theirs = [...users.all(), ...users.others()].filter(
      (profile) => profile.email === normalise(email),
    );
    return theirs.length === 0 ? [email] : theirs.map(({ id }) => id);
  }

  return {
    domain: new URL(origin).host,
    origin,
    get clientId() {
      return settings.clientId;
    },
    get description() {
      return describeTenant({ origin, users: users.all(), settings });
    },
    get users() {
      return users.all();
    },
    get otherUsers() {
      return users.others();
    },
    identityProviders: providers,
    mailbox: rooms.postOffice,
    captchaAnswer: rooms.captcha.answer,
    mfaCode: (email) => totpCode(expectUser(email).mfaSecret, now()),
    requests,
    configure(change) {
      changeSettings(settings, change);
      if (change.users === undefined) return;
      users.replace(change.users);
      passwords.forgetAttempts();
      consents.forget();
    },
    addFault: faults.add,
    clearFaults() {
      faults.clear();
      holds.clear();
    },
    hold: holds.add,
    grants: (email) => engine.store.live(...(email === undefined ? [] : idsOf(email))),
    revokeRefreshTokens(email) {
      const ids = idsOf(email);
      if (ids.every((id) => users.byId(id) === undefined)) throw unknownUser(email);
      endRefreshTokens(engine.store.records('RefreshToken'), ids);
    },
    changeUser: (email, change) => users.change(expectUser(email).id, change),
    signIdToken: keys.signJwt,
    rotateKeys: keys.rotate,
    inspectAccessToken: (token) =>
      inspectAccessToken(token, { issuer: `${origin}/`, provider: engine.provider, keys }),
    ...server,
  };
}

function unknownUser(email: string): Error {
  return new Error(`The tenant has no user ${email}.`);
}
