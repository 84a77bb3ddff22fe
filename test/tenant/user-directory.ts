/** Where the tenant looks people up. Memory only. */
import { DATABASE_CONNECTION } from './connections.ts';
import {
  completeProfile,
  completeUser,
  type NewProfile,
  type NewTenantUser,
  normalise,
  type Profile,
  type Registry,
  type TenantUser,
} from './users.ts';

/** What changes about a user while the sign-in lasts. What is left out stays. */
export type UserChange = Partial<
  Pick<TenantUser, 'email' | 'emailVerified' | 'name' | 'nickname' | 'picture' | 'blocked'>
>;

export interface UserDirectory {
  /** The users of the databases, who have passwords. */
  all(): readonly TenantUser[];
  /** Those who came by another way: an identity provider, a code. */
  others(): readonly Profile[];
  byEmail(email: string, connection?: string): TenantUser | undefined;
  /** By email address or user name. */
  byIdentifier(identifier: string, connection: string): TenantUser | undefined;
  byId(id: string): Profile | undefined;
  /** The user of a database with this id. */
  userById(id: string): TenantUser | undefined;
  add(user: NewTenantUser): TenantUser;
  /** Changes parts of a user of a database, whose id stays; unknown ids change nothing. */
  change(id: string, changes: UserChange): void;
  /** Adds or updates a user of another kind of connection. */
  remember(profile: NewProfile): Profile;
  /** Replaces all users, those of other kinds of connections included. */
  replace(users: readonly NewTenantUser[]): void;
}

export function createUserDirectory(registry: Registry, users: readonly NewTenantUser[]): UserDirectory {
  const databaseUsers = new Map<string, TenantUser>();
  const others = new Map<string, Profile>();

  function add(user: NewTenantUser): TenantUser {
    const complete = completeUser(user, registry);
    databaseUsers.set(complete.id, complete);
    return complete;
  }

  function find(fits: (user: TenantUser) => boolean, connection: string): TenantUser | undefined {
    return [...databaseUsers.values()].find((user) => user.connection === connection && fits(user));
  }

  const directory: UserDirectory = {
    all: () => [...databaseUsers.values()],
    others: () => [...others.values()],
    byEmail: (email, connection = DATABASE_CONNECTION) =>
      find((user) => user.email === normalise(email), connection),
    byIdentifier: (identifier, connection) =>
      find(
        ({ email, username }) => [email, username?.toLowerCase()].includes(normalise(identifier)),
        connection,
      ),
    byId: (id) => databaseUsers.get(id) ?? others.get(id),
    userById: (id) => databaseUsers.get(id),
    add,
    change(id, changes) {
      const user = databaseUsers.get(id);
      if (user === undefined) return;
      const email = normalise(changes.email ?? user.email);
      const updatedAt = new Date(registry.now()).toISOString();
      databaseUsers.set(id, { ...user, ...changes, email, updatedAt });
    },
    remember(profile) {
      const complete = completeProfile(profile, registry);
      others.set(complete.id, complete);
      return complete;
    },
    replace(next) {
      databaseUsers.clear();
      others.clear();
      for (const user of next) add(user);
    },
  };
  directory.replace(users);
  return directory;
}
