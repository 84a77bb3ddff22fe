/** The people who can sign in at the tenant: what is known of one, and what an ID token says of them. */
import { createHash } from 'node:crypto';
import { DATABASE_CONNECTION } from './connections.ts';

/** A user of a database as a test names one; what is left out is filled in. A `TenantUser` is one too. */
export interface NewTenantUser {
  email: string;
  password: string;
  /** Auth0's user ID. Default: `auth0|` and 24 hexadecimal digits, made from connection and email address. */
  id?: string;
  /** The database or directory. Default: `Username-Password-Authentication`. */
  connection?: string;
  /** Signs in as the email address does. Default: none. */
  username?: string | null;
  /** Default: made from the email address ("ada" gives "Ada"). */
  name?: string;
  nickname?: string;
  /** An address, or null for a user without a picture. Default: one that the tenant serves itself. */
  picture?: string | null;
  emailVerified?: boolean;
  blocked?: boolean;
  /** A second step after the password: a code of an authenticator app (TOTP). */
  mfa?: boolean;
  /** The app's secret, in base 32. Default: `MFA_SECRET`. */
  mfaSecret?: string;
  /** What the sign-up form had beside the usual fields. */
  userMetadata?: Readonly<Record<string, unknown>>;
}

/** Every user, of whatever connection. */
export interface Profile {
  /** `auth0|` and 24 hexadecimal digits, the same for the same email address at every start. */
  readonly id: string;
  /** The name of the connection that they come by. */
  readonly connection: string;
  /** Null for a user who has only a phone number. */
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly name: string;
  readonly nickname: string;
  readonly picture: string | null;
  readonly emailVerified: boolean;
  readonly blocked: boolean;
  /** ISO 8601, as Auth0 writes it. */
  readonly updatedAt: string;
}

/** A user of a database. */
export interface TenantUser extends Profile {
  readonly email: string;
  readonly username: string | null;
  readonly password: string;
  readonly mfa: boolean;
  readonly mfaSecret: string;
  readonly userMetadata: Readonly<Record<string, unknown>>;
}

/** What an identity provider, or a code by email or SMS, says of a user. */
export interface NewProfile {
  id: string;
  connection: string;
  email?: string;
  emailVerified?: boolean;
  phoneNumber?: string;
  name?: string;
  nickname?: string;
}

/** The secret of every authenticator app that got no other, in base 32. It is public. */
const MFA_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** The default users. */
export const DEFAULT_USERS: readonly NewTenantUser[] = [
  { email: 'ada@example.com', password: 'Analytical-Engine-1843', name: 'Ada Lovelace' },
  { email: 'grace@example.com', password: 'Nanosecond-Wire-1952', name: 'Grace Hopper', picture: null },
  { email: 'blocked@example.com', password: 'Locked-Out-1999', name: 'Blocked User', blocked: true },
];

/** What completing a user needs beside the user. */
export interface Registry {
  /** Where the tenant's own pictures are served. */
  origin: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Auth0 stores email addresses in lower case and finds them in any. */
export function normalise(email: string): string {
  return email.trim().toLowerCase();
}

export function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

export function completeUser(user: NewTenantUser, { origin, now }: Registry): TenantUser {
  const email = normalise(user.email);
  const connection = user.connection ?? DATABASE_CONNECTION;
  const hex = hexOf(connection === DATABASE_CONNECTION ? email : `${connection} ${email}`);
  const nickname = user.nickname ?? localPart(email);
  return {
    id: user.id ?? `auth0|${hex}`,
    connection,
    email,
    phoneNumber: null,
    username: user.username ?? null,
    password: user.password,
    name: user.name ?? capitalise(nickname),
    nickname,
    picture: user.picture === undefined ? pictureAt(origin, hex) : user.picture,
    emailVerified: user.emailVerified ?? true,
    blocked: user.blocked ?? false,
    mfa: user.mfa ?? false,
    mfaSecret: user.mfaSecret ?? MFA_SECRET,
    userMetadata: user.userMetadata ?? {},
    updatedAt: new Date(now()).toISOString(),
  };
}

export function completeProfile(profile: NewProfile, { origin, now }: Registry): Profile {
  const email = profile.email === undefined ? null : normalise(profile.email);
  const nickname = profile.nickname ?? (email === null ? '' : localPart(email));
  const name = profile.name ?? profile.phoneNumber ?? (nickname === '' ? profile.id : capitalise(nickname));
  return {
    id: profile.id,
    connection: profile.connection,
    email,
    phoneNumber: profile.phoneNumber ?? null,
    name,
    nickname: nickname === '' ? name : nickname,
    picture: pictureAt(origin, hexOf(profile.id)),
    emailVerified: profile.emailVerified ?? false,
    blocked: false,
    updatedAt: new Date(now()).toISOString(),
  };
}

function localPart(email: string): string {
  return email.slice(0, Math.max(email.indexOf('@'), 1));
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pictureAt(origin: string, hex: string): string {
  return `${origin}/picture/${hex}.svg`;
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
