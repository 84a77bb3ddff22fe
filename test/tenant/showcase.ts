/** The tenant of `npm start` and `npm run tenant`: every kind of connection and user. */
import { kindOf } from './connections.ts';
import { IDP_USERS, type IdpUser } from './identity-providers.ts';
import { AUTHENTICATOR_PATH, MAILBOX_PATH } from './local-pages.ts';
import type { Settings, TenantChange } from './settings.ts';
import { DEFAULT_USERS, type TenantUser } from './users.ts';

export const SHOWCASE: TenantChange = {
  connections: [
    { strategy: 'auth0' },
    { strategy: 'google-oauth2' },
    { strategy: 'oidc', name: 'corp', domain: 'corp.example' },
    { strategy: 'email' },
    { strategy: 'sms' },
  ],
  users: [
    ...DEFAULT_USERS,
    { email: 'alan@example.com', password: 'Bombe-Machine-1940', name: 'Alan Turing', mfa: true },
  ],
  organizations: [
    { id: 'org_latchkeyAcme0001', name: 'acme', members: ['ada@example.com', 'radia@corp.example'] },
  ],
  organizationNames: true,
  publicSignupErrors: true,
};

/** Returns the users and their passwords, and the pages of the tenant, as lines for the terminal. */
export function describeTenant(
  origin: string,
  users: readonly TenantUser[],
  { connections, organizations }: Settings,
): string {
  const kinds = connections.map(kindOf);
  const domains = connections.flatMap(({ domain }) => (domain === undefined ? [] : `@${domain}`));
  return [
    `Local tenant  ${origin}/`,
    'Users and passwords',
    ...users.map(describeUser),
    ...(kinds.includes('social')
      ? ['At the social provider, with a click', ...IDP_USERS.social.map(describeIdpUser)]
      : []),
    ...(kinds.includes('enterprise')
      ? [`At the company's provider, for ${domains.join(', ')}`, ...IDP_USERS.enterprise.map(describeIdpUser)]
      : []),
    ...(kinds.includes('passwordless')
      ? ['Codes by email and SMS: any address. The mailbox shows the codes.']
      : []),
    ...organizations.map(({ id, name }) => `Organization  ${name}  ${id}`),
    `Mailbox  ${origin}${MAILBOX_PATH}`,
    `Codes of the authenticator app  ${origin}${AUTHENTICATOR_PATH}`,
  ].join('\n');
}

function describeUser({ email, password, blocked, mfa, mfaSecret }: TenantUser): string {
  const note = blocked ? '  (blocked)' : mfa ? `  (second factor, secret ${mfaSecret})` : '';
  return `  ${email}  ${password}${note}`;
}

function describeIdpUser({ email, name, password }: IdpUser): string {
  return `  ${email}  ${password ?? name}`;
}
