/** Everything that answers a request, in one order. */
import { authenticatorPage } from './authenticator-page.ts';
import { omitIssuer } from './authorize.ts';
import { refuseUndeclared } from './behaviors.ts';
import { changePassword } from './change-password.ts';
import { clientSettings } from './client-settings.ts';
import { coAuthenticate } from './co-authenticate.ts';
import { cors, preflight } from './cors.ts';
import type { Faults } from './faults.ts';
import { createFederation } from './federation.ts';
import type { Holds } from './holds.ts';
import type { Middleware } from './http.ts';
import type { IdpKind, RunningIdentityProvider } from './identity-providers.ts';
import { interactions } from './interaction.ts';
import { keySet } from './key-set.ts';
import { createLoginTickets } from './login-tickets.ts';
import { logout } from './logout.ts';
import { type Message, mailboxPage } from './mailbox.ts';
import { createOneTimeCodes } from './one-time-codes.ts';
import type { PasswordCheck } from './password-check.ts';
import { country, passwordlessStart } from './passwordless.ts';
import { pictures } from './pictures.ts';
import type { Engine } from './provider.ts';
import type { RequestLog } from './request-log.ts';
import type { Settings } from './settings.ts';
import { signup } from './sign-up.ts';
import type { UserDirectory } from './user-directory.ts';

/** What the endpoints share. */
export interface Shared {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Milliseconds since 1970. */
  now: () => number;
  settings: Settings;
  users: UserDirectory;
  passwords: PasswordCheck;
  faults: Faults;
  holds: Holds;
  /** What was sent by email and SMS, in order. */
  messages: Message[];
  providers: Record<IdpKind, RunningIdentityProvider>;
  engine: Engine;
}

/** What a start made, and the next one replaces. */
export interface Running extends Shared {
  log: RequestLog;
  answer: ReturnType<typeof assemble>;
  /** Ends everything that waits. */
  stop(): void;
}

/** In the order in which a request meets them; what none of them answers is the engine's. */
export function assemble(shared: Shared): ReturnType<Engine['provider']['callback']> {
  const { origin, now, settings, users, engine } = shared;
  const { provider } = engine;
  const tickets = createLoginTickets(now);
  const codes = createOneTimeCodes(now);
  const federation = createFederation(shared.providers);
  const endpoints: readonly Middleware[] = [
    cors(settings),
    shared.holds.middleware,
    shared.faults.middleware,
    refuseUndeclared(),
    preflight(settings),
    keySet(),
    clientSettings(settings),
    pictures(users),
    mailboxPage(shared),
    authenticatorPage(users, now),
    coAuthenticate({ ...shared, codes, tickets }),
    signup(shared),
    changePassword(settings),
    passwordlessStart({ ...shared, codes }),
    country(),
    logout({ ...shared, provider }),
    federation.callback,
    interactions({ ...shared, provider, tickets, federation, halfWay: new Map() }),
    omitIssuer(origin),
  ];
  for (const endpoint of endpoints) provider.use(endpoint);
  return provider.callback();
}
