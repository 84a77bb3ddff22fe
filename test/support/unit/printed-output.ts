/** What `npm run setup` prints, entered into a tenant: every field of it, and nothing else. */

import type { Config } from '../../../src/sdk/config.ts';
import { FIELDS, fieldPath } from '../../../src/tooling/build/dashboard.ts';
import type { Fault, Tenant, TenantChange } from '../../tenant/tenant.ts';
import { CLIENT_SECRET_REQUIRED } from './doctor.ts';

type Field = keyof typeof FIELDS;

/** The printed fields, each with its values. */
export type Printed = ReadonlyMap<Field, readonly string[]>;

/** Reads the printed fields: a block of addresses, or a line with the values behind a colon. */
export function readPrinted(text: string): Map<Field, string[]> {
  const lines = text.split('\n');
  const printed = new Map<Field, string[]>();
  for (const name of Object.keys(FIELDS).filter(isField)) {
    const path = fieldPath(FIELDS[name]);
    const block = lines.indexOf(path);
    const line = lines.find((one) => one.startsWith(`${path}: `));
    if (block !== -1) printed.set(name, addressesAfter(lines.slice(block + 1)));
    if (line !== undefined) printed.set(name, line.slice(path.length + 2).split(', '));
  }
  return printed;
}

function isField(name: string): name is Field {
  return name in FIELDS;
}

function addressesAfter(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => !line.startsWith('  '));
  return lines.slice(0, end).map((line) => line.trim().replace(/^.*\s/, ''));
}

/** What there is at the tenant, which setup only refers to. */
export const PRINTED_FOR = {
  audience: 'https://api.example/',
  organization: { id: 'org_acme1', name: 'acme' },
} as const;

const GRANT_TYPES = [
  ['Authorization Code', 'authorization_code'],
  ['Refresh Token', 'refresh_token'],
] as const;

/** Returns the settings of a tenant that has the printed ones; the others are as Auth0 has them at first. */
function settingsFrom(printed: Printed): TenantChange {
  const all = (name: Field) => printed.get(name) ?? [];
  const isOn = (name: Field) => all(name).includes('on');
  return {
    allowedCallbackUrls: all('callbackUrls'),
    allowedLogoutUrls: all('logoutUrls'),
    webOrigins: all('webOrigins'),
    allowedOrigins: all('allowedOrigins'),
    crossOriginLogin: isOn('crossOriginLogin'),
    refreshTokens: {
      rotation: isOn('rotation'),
      overlapSeconds: Number.parseInt(all('rotationOverlap')[0] ?? '0', 10),
    },
    grantTypes: GRANT_TYPES.filter(([label]) => all('grantTypes').includes(label)).map(([, type]) => type),
    connections: [{ strategy: printed.has('passwordless') ? 'email' : 'auth0' }],
    organizations: [PRINTED_FOR.organization],
    organizationNames: isOn('organizationNames'),
    apis: [
      {
        identifier: PRINTED_FOR.audience,
        allowOfflineAccess: isOn('offlineAccess'),
        userAccess: printed.has('userAccess'),
      },
    ],
  };
}

const INDIVIDUALS: Fault = {
  path: '/authorize',
  kind: 'redirect-error',
  error: 'invalid_request',
  description: 'parameter organization is not allowed for this client',
};

/** Enters what was printed for a configuration, and nothing that was entered before. */
export function enterPrinted(
  tenant: Tenant,
  printed: Printed,
  { organization = null }: Pick<Partial<Config>, 'organization'> = {},
): void {
  tenant.configure(settingsFrom(printed));
  tenant.clearFaults();
  // The local tenant has no settings for these two, but the refusals.
  if (!printed.has('applicationType')) tenant.addFault(CLIENT_SECRET_REQUIRED);
  if (!printed.has('typeOfUsers') && organization !== null) tenant.addFault(INDIVIDUALS);
}
