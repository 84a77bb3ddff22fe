/**
 * An Auth0-compatible tenant for development and tests: a certified OpenID provider with Auth0's own
 * endpoints around it, on plain http, on loopback only.
 */
import { createServer, type Server } from 'node:http';
import { allowSilentTickets, omitIssuer } from './authorize.ts';
import { clientSettings } from './client-settings.ts';
import { coAuthenticate } from './co-authenticate.ts';
import { cors, preflight } from './cors.ts';
import { challenge, changePassword, signup } from './database-connections.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import type { Middleware } from './http.ts';
import { interactions } from './interaction.ts';
import { withFormBody } from './json-bodies.ts';
import { createLoginTickets } from './login-tickets.ts';
import { logout } from './logout.ts';
import { createPasswordCheck, type PasswordCheck } from './password-check.ts';
import { pictures } from './pictures.ts';
import { createEngine, createSigningKey, type Engine } from './provider.ts';
import { createRequestLog, type TenantRequest } from './request-log.ts';
import { changeSettings, initialSettings, type Settings, type TenantChange } from './settings.ts';
import type { LiveGrants } from './store.ts';
import { createUserDirectory, DEFAULT_USERS, type TenantUser, type UserDirectory } from './users.ts';

export type { Fault } from './faults.ts';
export type { TenantRequest } from './request-log.ts';
export { DATABASE_CONNECTION, DEFAULT_CLIENT_ID, type Lifetimes, type TenantChange } from './settings.ts';
export type { LiveGrants } from './store.ts';
export { DEFAULT_USERS, type NewTenantUser, type TenantUser } from './users.ts';

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
  /** With their passwords. */
  readonly users: readonly TenantUser[];
  /** Everything that came in, in order, the latest ten thousand. */
  readonly requests: readonly TenantRequest[];
  /** Changes settings while the tenant runs. New users replace all old ones and forget failed attempts. */
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
  engine: Engine;
}

export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const settings = initialSettings(options);
  const signingKey = createSigningKey();
  const server = createServer();
  const port = await listen(server, options.port ?? 0);

  const origin = `http://127.0.0.1:${port}`;
  const now = options.now ?? Date.now;
  const users = createUserDirectory({ origin, now, users: options.users ?? DEFAULT_USERS });
  const stopping = new AbortController();
  const rooms: Rooms = {
    origin,
    now,
    settings,
    users,
    passwords: createPasswordCheck(users),
    faults: createFaults(stopping.signal),
    engine: createEngine({ issuer: `${origin}/`, settings, users, signingKey }),
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
  return present(rooms, log.entries, () => close(server, stopping));
}

/** In the order in which a request meets them; what none of them answers is the engine's. */
function assemble(rooms: Rooms): ReturnType<Engine['provider']['callback']> {
  const { origin, now, settings, users, passwords, faults, engine } = rooms;
  const { provider } = engine;
  const tickets = createLoginTickets({ now, lifetime: () => settings.lifetimes.loginTicket });
  const endpoints: readonly Middleware[] = [
    cors(settings),
    faults.middleware,
    preflight(settings),
    clientSettings(settings),
    pictures(users),
    coAuthenticate({ settings, passwords, tickets }),
    signup(settings, users),
    changePassword(settings),
    challenge(),
    logout(provider, settings),
    interactions({ provider, tickets, passwords }),
    allowSilentTickets(),
    omitIssuer(origin),
  ];
  for (const endpoint of endpoints) provider.use(endpoint);
  return provider.callback();
}

function present(rooms: Rooms, requests: readonly TenantRequest[], closeServer: () => Promise<void>): Tenant {
  const { origin, settings, users, passwords, faults, engine } = rooms;
  return {
    domain: new URL(origin).host,
    origin,
    get clientId() {
      return settings.clientId;
    },
    get users() {
      return users.all();
    },
    requests,
    configure(change) {
      changeSettings(settings, change);
      if (change.users === undefined) return;
      users.replace(change.users);
      passwords.forgetAttempts();
    },
    addFault: faults.add,
    clearFaults: faults.clear,
    grants: (email) =>
      engine.store.live(email === undefined ? undefined : (users.byEmail(email)?.id ?? email)),
    close: closeServer,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The tenant has no port.'));
      else resolve(address.port);
    });
  });
}

function close(server: Server, stopping: AbortController): Promise<void> {
  stopping.abort();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
