/**
 * An Auth0-compatible tenant for development and tests: a certified OpenID provider with Auth0's own
 * endpoints around it, on plain http, on loopback only.
 */
import { createServer } from 'node:http';
import type { Fault } from './faults.ts';
import type { Hold, HoldOptions } from './holds.ts';
import { type IdentityProvider, type IdpKind, startIdentityProviders } from './identity-providers.ts';
import { listen, stop } from './loopback.ts';
import type { Message } from './passwordless.ts';
import type { TenantRequest } from './request-log.ts';
import { changeSettings, type TenantChange } from './settings.ts';
import { describeTenant } from './showcase.ts';
import type { LiveGrants } from './store.ts';
import { createTenantState } from './tenant-state.ts';
import type { TenantUser } from './users.ts';

export type { Fault } from './faults.ts';
export type { Hold, HoldOptions } from './holds.ts';
export type { TenantChange } from './settings.ts';
export { SHOWCASE } from './showcase.ts';
export { DEFAULT_USERS, type TenantUser } from './users.ts';

export interface TenantOptions extends TenantChange {
  /** Default 0: any free one. */
  port?: number;
  /**
   * The clock of login tickets, of codes by email, SMS and authenticator, and of the request log. Returns Unix time in
   * milliseconds. Tokens and sessions use the computer's.
   */
  now?: () => number;
}

export interface Tenant {
  /** `127.0.0.1:PORT`, the value for AUTH0_DOMAIN. */
  readonly domain: string;
  /** `http://127.0.0.1:PORT`; the issuer is this with a slash at its end. */
  readonly origin: string;
  readonly clientId: string;
  /** The users and the tenant's pages, as lines for the terminal. */
  readonly description: string;
  /** The users with passwords. */
  readonly users: readonly TenantUser[];
  /** The identity providers of the social and the enterprise connections. */
  readonly identityProviders: Readonly<Record<IdpKind, IdentityProvider>>;
  /** What was sent by email and SMS, in order. Users see it at `/mailbox`. */
  readonly messages: readonly Message[];
  /** All requests, in order, the latest ten thousand. */
  readonly requests: readonly Readonly<TenantRequest>[];
  /** Changes settings while the tenant runs. New users replace all old ones and forget wrong passwords. */
  configure(change: TenantChange): void;
  /** Returns a function that removes the fault. The first fault for a request is applied. */
  addFault(fault: Fault): () => void;
  /** Removes every fault and releases every hold. */
  clearFaults(): void;
  /**
   * Makes requests wait, before or after they take effect, until they are released. Preflights pass.
   * `const hold = tenant.hold('/oauth/token', { when: 'after' }); …; await hold.arrived; …; hold.release();`
   */
  hold(path: string | RegExp, options?: HoldOptions): Hold;
  /** Returns how many sessions and refresh tokens are valid: shows that a sign-out reached the tenant. */
  grants(): LiveGrants;
  /** Ends all refresh tokens of a user with a password. Sessions and access tokens stay valid. */
  revokeRefreshTokens(email: string): void;
  /** Resolves with the ID of the user of an opaque access token, or undefined if the token is not valid. */
  userOfAccessToken(token: string): Promise<string | undefined>;
  /**
   * Drops every connection and accepts none, as if the network were lost; its state stays. Returns a function that
   * listens again on the same port.
   */
  unplug(): Promise<() => Promise<void>>;
  /**
   * Puts the tenant and its identity providers into the state of a new start on the same port. `options` replaces the
   * options of the start; without it, those apply again. Requests that wait are released or dropped. An unplugged tenant
   * listens again. Objects that were read before (`requests`, `messages`) keep the old state.
   */
  reset(options?: Omit<TenantOptions, 'port'>): Promise<void>;
  /** Drops every connection and stops. A second call does nothing. */
  close(): Promise<void>;
}

export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const providers = await startIdentityProviders(origin);
  const start = ({ port: _port, now = Date.now, ...change }: TenantOptions) =>
    createTenantState({ origin, now, change, providers });
  let state = start(options);
  server.on('request', async (request, response) => {
    const { log, handle } = state;
    log.record(request, response);
    try {
      await handle(request, response);
    } catch {
      response.destroy(); // The browser closed the connection while its request was read.
    }
  });
  return {
    domain: new URL(origin).host,
    origin,
    identityProviders: providers,
    get clientId() {
      return state.settings.clientId;
    },
    get description() {
      return describeTenant(origin, state.users.all(), state.settings);
    },
    get users() {
      return state.users.all();
    },
    get messages() {
      return state.messages;
    },
    get requests() {
      return state.log.entries;
    },
    configure(change) {
      changeSettings(state.settings, change);
      if (change.users === undefined) return;
      state.users.replace(change.users);
      state.passwords.forgetAttempts();
    },
    addFault: (fault) => state.faults.add(fault),
    clearFaults() {
      state.faults.clear();
      state.holds.clear();
    },
    hold: (path, holdOptions) => state.holds.add(path, holdOptions),
    grants: () => state.engine.store.live(),
    revokeRefreshTokens: (email) => state.engine.store.endRefreshTokens(state.users.byEmail(email)?.id),
    userOfAccessToken: async (token) => (await state.engine.provider.AccessToken.find(token))?.accountId,
    async unplug() {
      await stop(server);
      return async () => {
        if (!server.listening) await listen(server, port);
      };
    },
    async reset(next = options) {
      state.stop();
      for (const provider of Object.values(providers)) provider.reset();
      state = start(next);
      if (!server.listening) await listen(server, port);
    },
    async close() {
      state.stop();
      await Promise.all([stop(server), ...Object.values(providers).map((provider) => provider.close())]);
    },
  };
}
