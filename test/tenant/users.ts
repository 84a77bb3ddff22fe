/** The users who can sign in at the tenant. In memory. */
import { createHash } from 'node:crypto';
import { DATABASE_CONNECTION } from './connections.ts';

/** A user of a database or a directory, as a test names one. A `TenantUser` is one too. */
export interface NewTenantUser {
  /** Default: made from the email address. */
  id?: string;
  email: string;
  password: string;
  /** The database or directory. Default: `Username-Password-Authentication`. */
  connection?: string;
  /** Signs in as the email address does. Default: none. */
  username?: string | null;
  /** Default: made from the email address ("ada" gives "Ada"). */
  name?: string;
  /** An address, or null for a user without a picture. Default: one that the tenant serves. */
  picture?: string | null;
  emailVerified?: boolean;
  blocked?: boolean;
  /** Whether the user has a second factor: codes of an authenticator app (TOTP). */
  mfa?: boolean;
  userMetadata?: Readonly<Record<string, unknown>>;
}

/** A user of any connection. */
export interface Profile {
  /** `auth0|` and 24 hexadecimal digits, the same for the same email address at every start. */
  readonly id: string;
  readonly connection: string;
  /** Null for a user who has only a phone number. */
  readonly email: string | null;
  readonly name: string;
  readonly nickname: string;
  readonly picture: string | null;
  readonly emailVerified: boolean;
  readonly blocked: boolean;
  /** ISO 8601, as Auth0 writes it. */
  readonly updatedAt: string;
}

/** A user of a database or a directory. */
export interface TenantUser extends Profile {
  readonly email: string;
  readonly username: string | null;
  readonly password: string;
  readonly mfa: boolean;
  /** The secret of the authenticator app, in base 32. */
  readonly mfaSecret: string;
  readonly userMetadata: Readonly<Record<string, unknown>>;
}

/** A user of an identity provider, or of a code by email or SMS. */
export type NewProfile = Pick<Profile, 'id' | 'connection'> & Partial<Profile>;

export const DEFAULT_USERS: readonly NewTenantUser[] = [
  { email: 'ada@example.com', password: 'Analytical-Engine-1843', name: 'Ada Lovelace' },
  { email: 'grace@example.com', password: 'Nanosecond-Wire-1952', name: 'Grace Hopper', picture: null },
  { email: 'blocked@example.com', password: 'Locked-Out-1999', name: 'Blocked User', blocked: true },
];

export interface Users {
  /** The users with passwords. */
  all(): readonly TenantUser[];
  byEmail(email: string, connection?: string): TenantUser | undefined;
  /** Finds a user by email address or user name. */
  byIdentifier(identifier: string, connection: string): TenantUser | undefined;
  byId(id: string): Profile | undefined;
  /** Returns the user with a password who has this ID. */
  userById(id: string): TenantUser | undefined;
  byPicture(path: string): Profile | undefined;
  add(user: NewTenantUser): TenantUser;
  /** Adds or updates a user without a password. */
  addProfile(profile: NewProfile): Profile;
  /** Replaces all users. */
  replace(users: readonly NewTenantUser[]): void;
}

/** `origin` serves the pictures, `now` returns Unix time in milliseconds. */
export function createUsers(
  { origin, now }: { origin: string; now: () => number },
  initial: readonly NewTenantUser[],
): Users {
  const passwordUsers = new Map<string, TenantUser>();
  const others = new Map<string, Profile>();
  const updatedAt = () => new Date(now()).toISOString();
  const all = () => [...passwordUsers.values()];

  function complete(profile: NewProfile): Profile {
    const nickname = profile.email?.split('@')[0] || profile.name || profile.id;
    return {
      email: null,
      name: nickname.charAt(0).toUpperCase() + nickname.slice(1),
      nickname,
      picture: `${origin}/picture/${hexOf(profile.id)}.svg`,
      emailVerified: true,
      blocked: false,
      updatedAt: updatedAt(),
      ...profile,
    };
  }

  function find(connection: string, matches: (user: TenantUser) => boolean): TenantUser | undefined {
    return all().find((user) => user.connection === connection && matches(user));
  }

  const users: Users = {
    all,
    byEmail: (email, connection = DATABASE_CONNECTION) =>
      find(connection, (user) => user.email === normalize(email)),
    byIdentifier: (identifier, connection) =>
      find(connection, ({ email, username }) =>
        [email, username?.toLowerCase()].includes(normalize(identifier)),
      ),
    byId: (id) => passwordUsers.get(id) ?? others.get(id),
    userById: (id) => passwordUsers.get(id),
    byPicture: (path) => [...all(), ...others.values()].find(({ picture }) => picture === `${origin}${path}`),
    add(user) {
      const email = normalize(user.email);
      const { connection = DATABASE_CONNECTION } = user;
      const id = `auth0|${hexOf(connection === DATABASE_CONNECTION ? email : `${connection} ${email}`)}`;
      const extra = { username: null, mfa: false, mfaSecret: MFA_SECRET, userMetadata: {} };
      const profile = complete({ id, connection, email });
      const added: TenantUser = { ...extra, ...profile, ...user, email, connection };
      passwordUsers.set(added.id, added);
      return added;
    },
    addProfile(profile) {
      const completed = complete(profile);
      others.set(profile.id, completed);
      return completed;
    },
    replace(next) {
      passwordUsers.clear();
      others.clear();
      for (const user of next) users.add(user);
    },
  };
  users.replace(initial);
  return users;
}

/** The secret of every authenticator app. It is public. */
const MFA_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Auth0 stores email addresses in lower case and finds them in any. */
export function normalize(email: string): string {
  return email.trim().toLowerCase();
}

export function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** The claims of an ID token and of /userinfo, before the granted scopes choose among them. */
export function claimsOf(profile: Profile): Record<string, string | boolean> & { sub: string } {
  return {
    sub: profile.id,
    nickname: profile.nickname,
    name: profile.name,
    ...(profile.picture === null ? {} : { picture: profile.picture }),
    updated_at: profile.updatedAt,
    ...(profile.email === null ? {} : { email: profile.email, email_verified: profile.emailVerified }),
  };
}
