/**
 * An Auth0-compatible tenant for development and tests: a certified OpenID provider with Auth0's own
 * endpoints around it, on plain http, on loopback only.
 */
import { createServer } from 'node:http';
import type { AccessTokenFacts } from './access-tokens.ts';
import { createControls } from './controls.ts';
import { assemble, type Running, type Shared } from './endpoints.ts';
import { createFaults, type Fault } from './faults.ts';
import { createHolds, type Hold, type HoldOptions } from './holds.ts';
import {
  type IdentityProvider,
  type IdpKind,
  type RunningIdentityProvider,
  startIdentityProviders,
} from './identity-providers.ts';
import { listen, stop } from './loopback.ts';
import type { Mailbox } from './mailbox.ts';
import { createPasswordCheck } from './password-check.ts';
import { createEngine } from './provider.ts';
import { createRequestLog, type TenantRequest } from './request-log.ts';
import { initialSettings, type TenantChange } from './settings.ts';
import type { LiveGrants } from './store.ts';
import { createUserDirectory, type UserChange } from './user-directory.ts';
import { DEFAULT_USERS, type TenantUser } from './users.ts';

export type { AccessTokenFacts } from './access-tokens.ts';
export { AUTH0_ERRORS } from './auth0-errors.ts';
export type { Fault } from './faults.ts';
export type { Hold, HoldOptions } from './holds.ts';
export type { IdentityProvider, IdpKind } from './identity-providers.ts';
export type { Mailbox } from './mailbox.ts';
export type { TenantRequest } from './request-log.ts';
export type { TenantChange } from './settings.ts';
export { SHOWCASE } from './showcase.ts';
export type { LiveGrants } from './store.ts';
export type { UserChange } from './user-directory.ts';
export { DEFAULT_USERS, type TenantUser } from './users.ts';

export interface TenantOptions extends TenantChange {
  /** Default 0: any free one. */
  port?: number;
  /**
   * The clock of login tickets, of codes by email, SMS and authenticator, and of the records of requests. Returns Unix
   * time in milliseconds. Tokens and sessions go by the real one.
   */
  now?: () => number;
}

export interface Tenant {
  /** `127.0.0.1:PORT`, the value for AUTH0_DOMAIN. */
  readonly domain: string;
  /** `http://127.0.0.1:PORT`; the issuer is this with a slash at its end. */
  readonly origin: string;
  readonly clientId: string;
  /** Who can sign in where, and the addresses of the mailbox and the authenticator: lines for the terminal. */
  readonly description: string;
  /** The users of the databases, with their passwords. */
  readonly users: readonly TenantUser[];
  /** The identity providers behind the social and the enterprise connections. They run from the start. */
  readonly identityProviders: Readonly<Record<IdpKind, IdentityProvider>>;
  /** What was sent by email and SMS. Users see it at `/mailbox`. */
  readonly mailbox: Mailbox;
  /** Everything that came in, in order, the latest ten thousand. */
  readonly requests: readonly TenantRequest[];
  /** Changes settings while the tenant runs. New users replace all old ones and forget attempts. */
  configure(change: TenantChange): void;
  /** Makes trouble; the returned function undoes it. The first fault that fits a request is the one it meets. */
  addFault(fault: Fault): () => void;
  /** Undoes every fault and releases every hold. */
  clearFaults(): void;
  /**
   * Makes requests wait, before or after their work is done, until they are released. Preflights pass.
   * `const hold = tenant.hold('/oauth/token', { when: 'after' }); …; await hold.arrived; …; hold.release();`
   */
  hold(path: string | RegExp, options?: HoldOptions): Hold;
  /** Returns what is still alive: shows that a sign-out reached the tenant. */
  grants(): LiveGrants;
  /** Ends all refresh tokens of a user of a database. Sessions and access tokens live on. */
  revokeRefreshTokens(email: string): void;
  /**
   * Changes a user of a database, by the email address so far: the next ID token shows it, the id stays. Blocked
   * users get no more tokens. Throws for an unknown user.
   */
  changeUser(email: string, change: UserChange): void;
  /** What the tenant knows of an access token, JWT or opaque; undefined if it is not good (any more). */
  inspectAccessToken(token: string): Promise<AccessTokenFacts | undefined>;
  /**
   * Drops every connection and takes none any more, as if the network were lost; what the tenant knows stays. The
   * returned function takes it back to where it was.
   */
  unplug(): Promise<() => Promise<void>>;
  /**
   * Puts the tenant into the state of a fresh start on the same port: users, settings, sessions, tokens, requests,
   * faults, holds, mailbox, attempts, and everything at the identity providers. `options` replaces the options
   * of the start; without it, those apply again. Requests that wait are released or dropped, and answered from the old
   * state. An unplugged tenant listens again. Objects that were read before (`requests`, `mailbox`) keep the old state.
   */
  reset(options?: Omit<TenantOptions, 'port'>): Promise<void>;
  /** Drops every connection and stops, at once. A second call does nothing. */
  close(): Promise<void>;
}

export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const providers = await startIdentityProviders(origin);
  let running = run(origin, options, providers);
  server.on('request', async (request, response) => {
    const { log, answer } = running;
    log.record(request, response);
    try {
      await answer(request, response);
    } catch {
      response.destroy(); // The browser went away while its request was read.
    }
  });
  return createControls(() => running, {
    async unplug() {
      await stop(server);
      return async () => {
        if (!server.listening) await listen(server, port);
      };
    },
    async reset(next = options) {
      running.stop();
      for (const provider of Object.values(providers)) provider.reset();
      running = run(origin, next, providers);
      if (!server.listening) await listen(server, port);
    },
    async close() {
      running.stop();
      await Promise.all([stop(server), ...Object.values(providers).map((provider) => provider.close())]);
    },
  });
}

/** Everything that a start begins with, behind a server that listens already. */
function run(
  origin: string,
  options: TenantOptions,
  providers: Record<IdpKind, RunningIdentityProvider>,
): Running {
  const settings = initialSettings(options);
  const now = options.now ?? Date.now;
  const users = createUserDirectory({ origin, now }, options.users ?? DEFAULT_USERS);
  const passwords = createPasswordCheck(users);
  const stopping = new AbortController();
  const shared: Shared = {
    origin,
    now,
    settings,
    users,
    passwords,
    faults: createFaults(stopping.signal),
    holds: createHolds(),
    messages: [],
    providers,
    engine: createEngine({ issuer: `${origin}/`, settings, users }),
  };
  return {
    ...shared,
    log: createRequestLog(now),
    answer: assemble(shared),
    stop() {
      stopping.abort();
      shared.holds.clear();
    },
  };
}
