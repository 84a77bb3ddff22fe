/** Who can sign in where, for the terminal. */
import { AUTHENTICATOR_PATH } from './authenticator-page.ts';
import type { Connection } from './connections.ts';
import { isEnterprise, kindOf } from './connections.ts';
import { IDP_USERS, type IdpUser } from './identity-providers.ts';
import { MAILBOX_PATH } from './mailbox.ts';
import type { Settings } from './settings.ts';
import type { TenantUser } from './users.ts';

interface Described {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  users: readonly TenantUser[];
  settings: Pick<Settings, 'connections' | 'organizations'>;
}

/** Lines of text, one thing each. */
export function describeTenant({ origin, users, settings }: Described): string {
  const { connections, organizations } = settings;
  const has = (kind: ReturnType<typeof kindOf>) =>
    connections.some((connection) => kindOf(connection) === kind);
  return [
    'Users and passwords',
    ...users.map((user) => `  ${user.email}  ${user.password}${noteOf(user)}`),
    ...(has('social') ? ['At the social provider', ...IDP_USERS.social.map(describeIdpUser)] : []),
    ...connections.filter(isEnterprise).map(({ domain }) => `At the company's provider, for @${domain}`),
    ...(has('enterprise') ? IDP_USERS.enterprise.map(describeIdpUser) : []),
    ...(has('passwordless') ? [`Codes by ${channelsOf(connections)}: any address, read in the mailbox`] : []),
    ...organizations.map(({ id, name }) => `Organization  ${name}  ${id}`),
    `Mailbox  ${origin}${MAILBOX_PATH}`,
    ...(users.some(({ mfa }) => mfa)
      ? [`Codes of the authenticator app  ${origin}${AUTHENTICATOR_PATH}`]
      : []),
  ].join('\n');
}

function noteOf(user: TenantUser): string {
  const notes = [
    ...(user.blocked ? ['blocked'] : []),
    ...(user.mfa ? [`second step, secret ${user.mfaSecret}`] : []),
  ];
  return notes.length === 0 ? '' : `  (${notes.join(', ')})`;
}

function describeIdpUser({ email, name, password }: IdpUser): string {
  return `  ${email}  ${password ?? name}`;
}

function channelsOf(connections: readonly Connection[]): string {
  const names = connections.filter((connection) => kindOf(connection) === 'passwordless');
  return names.map(({ strategy }) => (strategy === 'sms' ? 'SMS' : 'email')).join(' and ');
}
