/** The connections that the tenant has enabled for the application. */

export const DATABASE_CONNECTION = 'Username-Password-Authentication';

const KINDS = {
  auth0: 'database',
  // A company's directory behind Auth0's AD/LDAP connector: its passwords are typed in the application's form.
  ad: 'directory',
  email: 'passwordless',
  sms: 'passwordless',
  'google-oauth2': 'social',
  github: 'social',
  apple: 'social',
  // A custom social connection.
  oauth2: 'social',
  oidc: 'enterprise',
} as const;

export type Strategy = keyof typeof KINDS;
export type ConnectionKind = (typeof KINDS)[Strategy];

export interface Connection {
  readonly strategy: Strategy;
  readonly name: string;
  /** The domain of its users' addresses. Enterprise connections need one, directories can have one. */
  readonly domain?: string;
}

/** Default name: that of Auth0's first database, otherwise the strategy's. */
export type NewConnection = Omit<Connection, 'name'> & { readonly name?: string };

export function completeConnection(connection: NewConnection): Connection {
  const name = connection.strategy === 'auth0' ? DATABASE_CONNECTION : connection.strategy;
  return { name, ...connection };
}

export function kindOf({ strategy }: Connection): ConnectionKind {
  return KINDS[strategy];
}

/** Whether users of the connection sign in at an identity provider. */
export function isFederated(connection: Connection): boolean {
  return ['social', 'enterprise'].includes(kindOf(connection));
}

/** The enterprise connection that an email address belongs to, as Lock finds it. */
export function enterpriseOf(email: string, connections: readonly Connection[]): Connection | undefined {
  const domain = email.trim().toLowerCase().split('@')[1];
  return connections.find(
    (connection) => kindOf(connection) === 'enterprise' && connection.domain === domain,
  );
}
