/** All handlers of the tenant, in the order in which a request meets them. */
import { refuseUndeclared } from './behaviors.ts';
import { clientSettings } from './client-settings.ts';
import { coAuthenticate } from './co-authenticate.ts';
import { cors, preflight } from './cors.ts';
import { changePassword, signUp } from './database-accounts.ts';
import { keySet, omitIssuer } from './discovery.ts';
import { applyFaults, createTargetList, type Fault, type TargetList } from './faults.ts';
import { createFederation } from './federation.ts';
import { createHolds, type Holds } from './holds.ts';
import type { Middleware } from './http.ts';
import type { IdpKind, RunningIdentityProvider } from './identity-providers.ts';
import { interactions } from './interaction.ts';
import { authenticatorPage, mailboxPage, pictures } from './local-pages.ts';
import { createLoginTickets } from './login-tickets.ts';
import { logout } from './logout.ts';
import { createPasswordCheck, type PasswordCheck } from './password-check.ts';
import { country, createOneTimeCodes, type Message, passwordlessStart } from './passwordless.ts';
import { createEngine, type Engine } from './provider.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { initialSettings, type Settings, type TenantChange } from './settings.ts';
import { createUsers, DEFAULT_USERS, type Users } from './users.ts';

/** The state of a tenant since its start or its last reset. */
export interface TenantState {
  settings: Settings;
  users: Users;
  passwords: PasswordCheck;
  faults: TargetList<Fault>;
  holds: Holds;
  /** What was sent by email and SMS, in order. */
  messages: Message[];
  engine: Engine;
  log: RequestLog;
  handle: ReturnType<Engine['provider']['callback']>;
  /** Ends all delayed and held responses. */
  stop(): void;
}

interface StartOptions {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Returns Unix time in milliseconds. */
  now: () => number;
  change: TenantChange;
  providers: Record<IdpKind, RunningIdentityProvider>;
}

export function createTenantState({ origin, now, change, providers }: StartOptions): TenantState {
  const settings = initialSettings(change);
  const users = createUsers({ origin, now }, change.users ?? DEFAULT_USERS);
  const passwords = createPasswordCheck(users);
  const engine = createEngine({ issuer: `${origin}/`, settings, users });
  const { provider } = engine;
  const faults = createTargetList<Fault>();
  const holds = createHolds();
  const closed = new AbortController();
  const messages: Message[] = [];
  const tickets = createLoginTickets(now);
  const codes = createOneTimeCodes(now, messages);
  const federation = createFederation(providers);
  const deps = { origin, now, settings, users, passwords, provider, providers, tickets, codes, federation };
  const handlers: readonly Middleware[] = [
    cors(settings),
    holds.middleware,
    applyFaults(faults, closed.signal),
    refuseUndeclared(),
    preflight(settings),
    keySet(),
    clientSettings(settings),
    pictures(users),
    mailboxPage(messages),
    authenticatorPage(users, now),
    coAuthenticate(deps),
    signUp(deps),
    changePassword(settings),
    passwordlessStart(settings, codes),
    country(),
    logout(deps),
    federation.callback,
    interactions({ ...deps, secondSteps: new Map() }),
    omitIssuer(origin),
  ];
  for (const handler of handlers) provider.use(handler);
  return {
    ...{ settings, users, passwords, faults, holds, messages, engine },
    log: createRequestLog(now),
    // What none of them handles is the engine's.
    handle: provider.callback(),
    stop() {
      closed.abort();
      holds.clear();
    },
  };
}
