/** What /co/authenticate is asked: a password or a code, for one of the tenant's connections. */
import type { BehaviorId } from './behaviors.ts';
import { checksPasswords, DATABASE_CONNECTION, type PasswordConnection } from './connections.ts';
import { asText, type JsonObject } from './http.ts';
import { type Channel, isChannel } from './passwordless.ts';
import type { Settings } from './settings.ts';

const PASSWORD_REALM = 'http://auth0.com/oauth/grant-type/password-realm';
const ONE_TIME_CODE = 'http://auth0.com/oauth/grant-type/passwordless/otp';
const PARAMETERS = ['client_id', 'credential_type', 'username', 'password', 'otp', 'realm'];

export type CoCredentials =
  | { kind: 'password'; username: string; password: string; connection: PasswordConnection }
  | { kind: 'code'; username: string; code: string; channel: Channel };

export interface CoRefusal {
  behavior: BehaviorId;
  status: number;
  error: string;
  description: string;
}

export function readCredentials(body: JsonObject | undefined, settings: Settings): CoCredentials | CoRefusal {
  const clientId = asText(body?.client_id);
  const type = asText(body?.credential_type);
  const username = asText(body?.username);
  if (body === undefined || clientId === undefined || type === undefined || username === undefined) {
    return INVALID_BODY;
  }
  if (Object.keys(body).some((name) => !PARAMETERS.includes(name))) return INVALID_BODY;
  if (clientId !== settings.clientId) {
    return {
      behavior: 'co-unknown-client',
      status: 401,
      error: 'unauthorized_client',
      description: `Unknown client: ${clientId}`,
    };
  }
  if (!settings.crossOriginLogin) return NOT_ALLOWED;
  switch (type) {
    case 'password':
      return readPassword(body, username, DATABASE_CONNECTION, settings);
    case PASSWORD_REALM:
      return readPassword(body, username, asText(body.realm), settings);
    case ONE_TIME_CODE:
      return readCode(body, username, settings);
    default:
      return {
        behavior: 'co-credential-type',
        status: 400,
        error: 'unsupported_credential_type',
        description: 'Unknown credential type parameter.',
      };
  }
}

function readPassword(
  body: JsonObject,
  username: string,
  realm: string | undefined,
  { connections }: Settings,
): CoCredentials | CoRefusal {
  const password = asText(body.password);
  if (realm === undefined || password === undefined) return INVALID_BODY;
  const connection = connections.filter(checksPasswords).find(({ name }) => name === realm);
  if (connection === undefined) return unknownRealm(realm);
  const isAllowed = connection.strategy === 'ad' || connection.crossOriginLogin;
  return isAllowed ? { kind: 'password', username, password, connection } : NOT_ALLOWED;
}

function readCode(body: JsonObject, username: string, settings: Settings): CoCredentials | CoRefusal {
  const realm = asText(body.realm);
  const code = asText(body.otp);
  if (realm === undefined || code === undefined) return INVALID_BODY;
  return isChannel(realm, settings) ? { kind: 'code', username, code, channel: realm } : unknownRealm(realm);
}

function unknownRealm(realm: string): CoRefusal {
  return {
    behavior: 'co-unknown-realm',
    status: 400,
    error: 'invalid_request',
    description: `Unknown realm ${realm}.`,
  };
}

const NOT_ALLOWED: CoRefusal = {
  behavior: 'co-switched-off',
  status: 401,
  error: 'unauthorized_client',
  description: 'Cross origin login not allowed.',
};

const INVALID_BODY: CoRefusal = {
  behavior: 'co-fields',
  status: 400,
  error: 'invalid_request',
  description:
    'Invalid request body. All and only of client_id, credential_type, username, otp, realm are required.',
};
