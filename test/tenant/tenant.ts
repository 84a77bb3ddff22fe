/**
 * An Auth0-compatible tenant for development and tests: a certified OpenID provider with Auth0's own
 * endpoints around it, on plain http, on loopback only.
 */
import { createServer } from 'node:http';
import { allowSilentTickets, omitIssuer } from './authorize.ts';
import { createBoundedMap } from './bounded-map.ts';
import { type Captcha, createCaptcha } from './captcha.ts';
import { changePassword } from './change-password.ts';
import { clientSettings } from './client-settings.ts';
import { coAuthenticate } from './co-authenticate.ts';
import { type Consents, createConsents } from './consents.ts';
import { cors, preflight } from './cors.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createFederation } from './federation.ts';
import type { Middleware } from './http.ts';
import {
  type IdentityProvider,
  type IdpKind,
  type RunningIdentityProvider,
  startIdentityProvider,
} from './idp/identity-provider.ts';
import { interactions } from './interaction.ts';
import { withFormBody } from './json-bodies.ts';
import { linkPages } from './link-pages.ts';
import { createLoginTickets } from './login-tickets.ts';
import { logout } from './logout.ts';
import { listen, stop } from './loopback.ts';
import { createPostOffice, type Mailbox, type PostOffice } from './mailbox.ts';
import { mailboxPages } from './mailbox-pages.ts';
import { createMailedLinks, type MailedLinks } from './mailed-links.ts';
import { createOneTimeCodes } from './one-time-codes.ts';
import { createPasswordCheck, type PasswordCheck } from './password-check.ts';
import { country, passwordlessStart } from './passwordless.ts';
import { pictures } from './pictures.ts';
import { createEngine, createSigningKey, type Engine } from './provider.ts';
import { createRequestLog, type TenantRequest } from './request-log.ts';
import { changeSettings, initialSettings, type Settings, type TenantChange } from './settings.ts';
import { signup } from './sign-up.ts';
import type { LiveGrants } from './store.ts';
import { totpCode } from './totp.ts';
import { createUserDirectory, type UserDirectory } from './user-directory.ts';
import { DEFAULT_USERS, hexOf, type Profile, type TenantUser } from './users.ts';

export type { CaptchaDemands, CaptchaFlow, CaptchaProvider } from './captcha-settings.ts';
export type { NewConnection } from './connections.ts';
export type { Fault } from './faults.ts';
export type { IdentityProvider, IdpKind, IdpRefusal } from './idp/identity-provider.ts';
export { DEFAULT_IDP_USERS, type IdpUser, type IdpUsers } from './idp/idp-users.ts';
export type { Mailbox, Message, MessageKind } from './mailbox.ts';
export type { Organization } from './organizations.ts';
export type { TenantRequest } from './request-log.ts';
export {
  DATABASE_CONNECTION,
  DEFAULT_CLIENT_ID,
  type Lifetimes,
  type Limits,
  type TenantChange,
} from './settings.ts';
export type { LiveGrants } from './store.ts';
export {
  DEFAULT_USERS,
  MFA_SECRET,
  type NewTenantUser,
  type PasswordProblem,
  type Profile,
  type TenantUser,
} from './users.ts';

export interface TenantOptions extends TenantChange {
  /** Default 0: any free one. */
  port?: number;
  /**
   * The clock of login tickets and of the request log, in milliseconds since 1970. Tokens and sessions go
   * by the real one: give them short lifetimes instead.
   */
  now?: () => number;
}

export interface Tenant {
  /** `127.0.0.1:PORT`, the value for AUTH0_DOMAIN. */
  readonly domain: string;
  /** `http://127.0.0.1:PORT`; the issuer is this with a slash at its end. */
  readonly origin: string;
  readonly clientId: string;
  /** The users of the databases, with their passwords. */
  readonly users: readonly TenantUser[];
  /** Everybody who came by another way so far: an identity provider, a code. */
  readonly otherUsers: readonly Profile[];
  /** The identity providers behind the social and the enterprise connections. They run from the start. */
  readonly identityProviders: Readonly<Record<IdpKind, IdentityProvider>>;
  /** What was sent by e-mail and SMS; for people at `/mailbox`, for programs at `/mailbox.json`. */
  readonly mailbox: Mailbox;
  /** The answer to the latest captcha, or to the latest one that was asked for with this state. */
  captchaAnswer(state?: string): string | undefined;
  /** The code that a user's authenticator app shows now. Throws for an unknown user. */
  mfaCode(email: string): string;
  /** Everything that came in, in order, the latest ten thousand. */
  readonly requests: readonly TenantRequest[];
  /** Changes settings while the tenant runs. New users replace all old ones and forget attempts and consents. */
  configure(change: TenantChange): void;
  /** Makes trouble; the returned function undoes it. The first fault that fits a request is the one it meets. */
  addFault(fault: Fault): () => void;
  clearFaults(): void;
  /** What is still alive, for one user by e-mail address or for all: proof that a sign-out reached the tenant. */
  grants(email?: string): LiveGrants;
  /** Drops every connection and stops, at once. A second call does nothing. */
  close(): Promise<void>;
}

interface Rooms {
  origin: string;
  now: () => number;
  settings: Settings;
  users: UserDirectory;
  passwords: PasswordCheck;
  faults: Faults;
  consents: Consents;
  captcha: Captcha;
  postOffice: PostOffice;
  links: MailedLinks;
  providers: Record<IdpKind, RunningIdentityProvider>;
  engine: Engine;
}

export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const settings = initialSettings(options);
  const signingKey = createSigningKey();
  const server = createServer();
  const port = await listen(server, options.port ?? 0);

  const origin = `http://127.0.0.1:${port}`;
  const now = options.now ?? Date.now;
  const users = createUserDirectory({ origin, now }, options.users ?? DEFAULT_USERS);
  const consents = createConsents(settings, users);
  const postOffice = createPostOffice(now);
  const links = createMailedLinks({ origin, now, postOffice });
  const passwords = createPasswordCheck({
    users,
    limit: () => settings.limits.passwordAttempts,
    onShutOut: (user) => links.send('unblock', user),
  });
  const stopping = new AbortController();
  const rooms: Rooms = {
    origin,
    now,
    settings,
    users,
    passwords,
    faults: createFaults(stopping.signal),
    consents,
    captcha: createCaptcha({ settings, hasFailed: passwords.hasFailed }),
    postOffice,
    links,
    providers: await startProviders(origin, settings, now),
    engine: createEngine({ issuer: `${origin}/`, settings, users, consents, signingKey }),
  };
  const log = createRequestLog(now);
  const answer = assemble(rooms);
  server.on('request', async (request, response) => {
    log.record(request, response);
    try {
      await answer(await withFormBody(request), response);
    } catch {
      response.destroy(); // The browser went away while its request was read.
    }
  });
  return present(rooms, log.entries, async () => {
    stopping.abort();
    await Promise.all([stop(server), ...Object.values(rooms.providers).map((provider) => provider.close())]);
  });
}

async function startProviders(
  tenantOrigin: string,
  settings: Settings,
  now: () => number,
): Promise<Rooms['providers']> {
  const common = { tenantOrigin, now };
  return {
    social: await startIdentityProvider({
      ...common,
      kind: 'social',
      users: () => settings.idpUsers.social,
      idOf: googleId,
    }),
    enterprise: await startIdentityProvider({
      ...common,
      kind: 'enterprise',
      users: () => settings.idpUsers.enterprise,
      idOf: hexOf,
    }),
  };
}

/** Twenty-one digits, like an id of Google's. */
function googleId(email: string): string {
  return `1${BigInt(`0x${hexOf(email)}`)}`.padEnd(21, '0').slice(0, 21);
}

/** In the order in which a request meets them; what none of them answers is the engine's. */
function assemble(rooms: Rooms): ReturnType<Engine['provider']['callback']> {
  const { origin, now, settings, users, faults, captcha, postOffice, engine } = rooms;
  const { provider } = engine;
  const tickets = createLoginTickets({ now, lifetime: () => settings.lifetimes.loginTicket });
  const codes = createOneTimeCodes({
    now,
    lifetime: () => settings.lifetimes.passwordlessCode,
    limit: () => settings.limits.codeAttempts,
  });
  const federation = createFederation(rooms);
  const endpoints: readonly Middleware[] = [
    cors(settings),
    faults.middleware,
    preflight(settings),
    clientSettings(settings),
    pictures(users),
    mailboxPages(postOffice),
    captcha.challenges,
    coAuthenticate({ ...rooms, codes, tickets }),
    signup(rooms),
    changePassword(rooms),
    linkPages(rooms),
    passwordlessStart({ ...rooms, codes }, captcha),
    country(),
    logout({ ...rooms, provider }),
    federation.callback,
    interactions({ ...rooms, provider, tickets, federation, halfWay: createBoundedMap(HALF_WAY_SIGN_INS) }),
    allowSilentTickets(),
    omitIssuer(origin),
  ];
  for (const endpoint of endpoints) provider.use(endpoint);
  return provider.callback();
}

const HALF_WAY_SIGN_INS = 1000;

function present(rooms: Rooms, requests: readonly TenantRequest[], closeServer: () => Promise<void>): Tenant {
  const { origin, now, settings, users, passwords, faults, consents, providers, engine } = rooms;
  return {
    domain: new URL(origin).host,
    origin,
    get clientId() {
      return settings.clientId;
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
    mfaCode(email) {
      const user = users.byEmail(email);
      if (user === undefined) throw new Error(`The tenant has no user ${email}.`);
      return totpCode(user.mfaSecret, now());
    },
    requests,
    configure(change) {
      changeSettings(settings, change);
      if (change.users === undefined) return;
      users.replace(change.users);
      passwords.forgetAttempts();
      consents.forget();
    },
    addFault: faults.add,
    clearFaults: faults.clear,
    grants: (email) =>
      engine.store.live(email === undefined ? undefined : (users.byEmail(email)?.id ?? email)),
    close: closeServer,
  };
}
