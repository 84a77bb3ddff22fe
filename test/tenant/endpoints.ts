/** Everything that answers a request, in one order. */
import { authenticatorPage } from './authenticator-page.ts';
import { allowSilentTickets, omitIssuer } from './authorize.ts';
import { refuseUndeclared } from './behaviors.ts';
import { blankPage } from './blank-page.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { Captcha } from './captcha.ts';
import { changePassword } from './change-password.ts';
import { clientSettings } from './client-settings.ts';
import { coAuthenticate } from './co-authenticate.ts';
import type { Consents } from './consents.ts';
import { cors, preflight } from './cors.ts';
import type { Faults } from './faults.ts';
import { createFederation } from './federation.ts';
import type { Holds } from './holds.ts';
import type { Middleware } from './http.ts';
import type { IdpKind, RunningIdentityProvider } from './idp/identity-provider.ts';
import { interactions } from './interaction.ts';
import { keySet } from './key-set.ts';
import { linkPages } from './link-pages.ts';
import { createLoginTickets } from './login-tickets.ts';
import { logout } from './logout.ts';
import type { PostOffice } from './mailbox.ts';
import { mailboxPages } from './mailbox-pages.ts';
import type { MailedLinks } from './mailed-links.ts';
import { createOneTimeCodes } from './one-time-codes.ts';
import type { PasswordCheck } from './password-check.ts';
import { country, passwordlessStart } from './passwordless.ts';
import { pictures } from './pictures.ts';
import type { Engine } from './provider.ts';
import type { RequestLog } from './request-log.ts';
import type { Settings } from './settings.ts';
import { signup } from './sign-up.ts';
import type { SigningKeys } from './signing-keys.ts';
import { bendTokens } from './token-bend.ts';
import type { UserDirectory } from './user-directory.ts';

/** What the endpoints share. */
export interface Rooms {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Milliseconds since 1970. */
  now: () => number;
  settings: Settings;
  users: UserDirectory;
  passwords: PasswordCheck;
  faults: Faults;
  holds: Holds;
  keys: SigningKeys;
  consents: Consents;
  captcha: Captcha;
  postOffice: PostOffice;
  links: MailedLinks;
  providers: Record<IdpKind, RunningIdentityProvider>;
  engine: Engine;
}

/** What a start made, and the next one replaces. */
export interface Running extends Rooms {
  log: RequestLog;
  answer: ReturnType<typeof assemble>;
  /** Ends everything that waits. */
  stop(): void;
}

/** In the order in which a request meets them; what none of them answers is the engine's. */
export function assemble(rooms: Rooms): ReturnType<Engine['provider']['callback']> {
  const { origin, now, settings, users, captcha, postOffice, engine } = rooms;
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
    rooms.holds.middleware,
    rooms.faults.middleware,
    refuseUndeclared(),
    preflight(settings),
    keySet(rooms.keys),
    clientSettings(settings),
    pictures(users),
    mailboxPages(postOffice),
    authenticatorPage(users, now),
    captcha.challenges,
    coAuthenticate({ ...rooms, codes, tickets }),
    signup(rooms),
    changePassword(rooms),
    linkPages(rooms),
    passwordlessStart({ ...rooms, codes }, captcha),
    country(),
    logout({ ...rooms, provider }),
    blankPage(),
    federation.callback,
    interactions({ ...rooms, provider, tickets, federation, halfWay: createBoundedMap(HALF_WAY_SIGN_INS) }),
    allowSilentTickets(),
    omitIssuer(origin),
    bendTokens(settings),
  ];
  for (const endpoint of endpoints) provider.use(endpoint);
  return provider.callback();
}

const HALF_WAY_SIGN_INS = 1000;
