/** The people who can sign in at the tenant. */
import { createHash } from 'node:crypto';

/** A user as a test names one; what is left out is filled in. */
export interface NewTenantUser {
  email: string;
  password: string;
  /** Default: made from the e-mail address ("ada" gives "Ada"). */
  name?: string;
  nickname?: string;
  /** An address, or null for a user without a picture. Default: one that the tenant serves itself. */
  picture?: string | null;
  emailVerified?: boolean;
  blocked?: boolean;
}

export interface TenantUser {
  /** `auth0|` and 24 hexadecimal digits, the same for the same e-mail address at every start. */
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly nickname: string;
  readonly picture: string | null;
  readonly emailVerified: boolean;
  readonly blocked: boolean;
  /** ISO 8601, as Auth0 writes it. */
  readonly updatedAt: string;
}

export interface UserDirectory {
  all(): readonly TenantUser[];
  byEmail(email: string): TenantUser | undefined;
  byId(id: string): TenantUser | undefined;
  add(user: NewTenantUser): TenantUser;
  replace(users: readonly NewTenantUser[]): void;
}

/** Who can sign in when nobody says otherwise. */
export const DEFAULT_USERS: readonly NewTenantUser[] = [
  { email: 'ada@example.com', password: 'Analytical-Engine-1843', name: 'Ada Lovelace' },
  { email: 'grace@example.com', password: 'Nanosecond-Wire-1952', name: 'Grace Hopper', picture: null },
  { email: 'blocked@example.com', password: 'Locked-Out-1999', name: 'Blocked User', blocked: true },
];

interface DirectoryOptions {
  /** Where the tenant's own pictures are served. */
  origin: string;
  /** Milliseconds since 1970. */
  now: () => number;
  users: readonly NewTenantUser[];
}

export function createUserDirectory({ origin, now, users }: DirectoryOptions): UserDirectory {
  const byEmail = new Map<string, TenantUser>();

  function add(user: NewTenantUser): TenantUser {
    const complete = completeUser(user, origin, now());
    byEmail.set(complete.email, complete);
    return complete;
  }

  function replace(next: readonly NewTenantUser[]): void {
    byEmail.clear();
    for (const user of next) add(user);
  }

  replace(users);
  return {
    all: () => [...byEmail.values()],
    byEmail: (email) => byEmail.get(normalise(email)),
    byId: (id) => [...byEmail.values()].find((user) => user.id === id),
    add,
    replace,
  };
}

/** Auth0 stores e-mail addresses in lower case and finds them in any. */
function normalise(email: string): string {
  return email.trim().toLowerCase();
}

function completeUser(user: NewTenantUser, origin: string, now: number): TenantUser {
  const email = normalise(user.email);
  const hex = createHash('sha256').update(email).digest('hex').slice(0, 24);
  const nickname = user.nickname ?? email.slice(0, Math.max(email.indexOf('@'), 1));
  return {
    id: `auth0|${hex}`,
    email,
    password: user.password,
    name: user.name ?? nickname.charAt(0).toUpperCase() + nickname.slice(1),
    nickname,
    picture: user.picture === undefined ? `${origin}/picture/${hex}.svg` : user.picture,
    emailVerified: user.emailVerified ?? true,
    blocked: user.blocked ?? false,
    updatedAt: new Date(now).toISOString(),
  };
}

/** The claims of an ID token and of /userinfo, before the granted scopes choose among them. */
export function claimsOf(user: TenantUser): Record<string, string | boolean> & { sub: string } {
  return {
    sub: user.id,
    nickname: user.nickname,
    name: user.name,
    ...(user.picture === null ? {} : { picture: user.picture }),
    updated_at: user.updatedAt,
    email: user.email,
    email_verified: user.emailVerified,
  };
}
