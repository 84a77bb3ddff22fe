/** The ways in that the tenant has enabled for the application. */

export const DATABASE_CONNECTION = 'Username-Password-Authentication';

export type PasswordPolicyName = 'none' | 'low' | 'fair' | 'good' | 'excellent';

/** Users whom the tenant itself knows, with a password each. */
export interface DatabaseConnection {
  readonly strategy: 'auth0';
  readonly name: string;
  readonly showSignup: boolean;
  readonly showForgot: boolean;
  /** *Requires Username*: a sign-up has a user name too, and either of both signs in. */
  readonly requiresUsername: boolean;
  readonly passwordPolicy: PasswordPolicyName;
  /** False: its passwords are taken on the hosted page only. */
  readonly crossOriginLogin: boolean;
}

/** The strategies that a social button can have here; `oauth2` is a custom social connection. All of them are served by the one social provider. */
export type SocialStrategy = 'google-oauth2' | 'github' | 'facebook' | 'apple' | 'windowslive' | 'oauth2';

export interface SocialConnection {
  readonly strategy: SocialStrategy;
  readonly name: string;
}

export type EnterpriseStrategy = 'oidc' | 'waad' | 'okta' | 'samlp';

/** A company's own provider, found by the domain of an email address. */
export interface EnterpriseConnection {
  readonly strategy: EnterpriseStrategy;
  readonly name: string;
  readonly domain: string;
}

/** A code by email or SMS instead of a password. The name is the strategy's. */
export interface PasswordlessConnection {
  readonly strategy: 'email' | 'sms';
  readonly name: 'email' | 'sms';
}

/** A company's directory behind Auth0's AD/LDAP connector: its passwords are typed in the application's form. */
export interface DirectoryConnection {
  readonly strategy: 'ad';
  readonly name: string;
  /** The domain of its users' addresses, or `null` for a directory that any address can belong to. */
  readonly domain: string | null;
}

export type FederatedConnection = SocialConnection | EnterpriseConnection;
/** A connection that checks passwords. */
export type PasswordConnection = DatabaseConnection | DirectoryConnection;
export type Connection = PasswordConnection | FederatedConnection | PasswordlessConnection;

/** A connection as a test names one; what is left out is filled in. */
export type NewConnection =
  | ({ readonly strategy: 'auth0' } & Partial<Omit<DatabaseConnection, 'strategy'>>)
  /** Default name: the strategy's. */
  | { readonly strategy: SocialStrategy; readonly name?: string }
  | {
      readonly strategy: EnterpriseStrategy;
      readonly name: string;
      readonly domain: string;
    }
  | { readonly strategy: 'ad'; readonly name: string; readonly domain?: string }
  | { readonly strategy: 'email' | 'sms' };

export function completeConnection(connection: NewConnection): Connection {
  switch (connection.strategy) {
    case 'auth0':
      return {
        name: DATABASE_CONNECTION,
        showSignup: true,
        showForgot: true,
        requiresUsername: false,
        passwordPolicy: 'good',
        crossOriginLogin: true,
        ...connection,
      };
    case 'email':
    case 'sms':
      return { strategy: connection.strategy, name: connection.strategy };
    case 'ad':
      return { domain: null, ...connection };
    case 'oidc':
    case 'waad':
    case 'okta':
    case 'samlp':
      return connection;
    default:
      return { strategy: connection.strategy, name: connection.name ?? connection.strategy };
  }
}

export type ConnectionKind = 'database' | 'directory' | 'passwordless' | 'social' | 'enterprise';

export function kindOf({ strategy }: Connection): ConnectionKind {
  switch (strategy) {
    case 'auth0':
      return 'database';
    case 'ad':
      return 'directory';
    case 'email':
    case 'sms':
      return 'passwordless';
    case 'oidc':
    case 'waad':
    case 'okta':
    case 'samlp':
      return 'enterprise';
    default:
      return 'social';
  }
}

export function isDatabase(connection: Connection): connection is DatabaseConnection {
  return kindOf(connection) === 'database';
}

export function checksPasswords(connection: Connection): connection is PasswordConnection {
  return isDatabase(connection) || connection.strategy === 'ad';
}

export function isEnterprise(connection: Connection): connection is EnterpriseConnection {
  return kindOf(connection) === 'enterprise';
}

export function isFederated(connection: Connection): connection is FederatedConnection {
  const kind = kindOf(connection);
  return kind === 'social' || kind === 'enterprise';
}

/** The enterprise connection that an email address belongs to, as Lock finds it. */
export function enterpriseOf(
  email: string,
  connections: readonly Connection[],
): EnterpriseConnection | undefined {
  const domain = email.trim().toLowerCase().split('@')[1];
  if (domain === undefined || domain === '') return undefined;
  return connections.filter(isEnterprise).find((connection) => connection.domain === domain);
}
