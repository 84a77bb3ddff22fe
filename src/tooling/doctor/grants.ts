import type { Config } from '../../sdk/config.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import { FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, type Outcome, ok, unknown } from './check-result.ts';
import { isOAuthError } from './cross-origin.ts';
import { intercepted, judge } from './network-failure.ts';
import { type Answer, type Answered, type Ask, jsonOf, plain } from './tenant-request.ts';

/** A grant type, as the token endpoint and the dashboard call it, with something of its kind that nobody was given. */
interface Grant {
  readonly type: string;
  readonly name: string;
  readonly made: Readonly<Record<string, string>>;
}

export const CODE_GRANT: Grant = {
  type: 'authorization_code',
  name: 'Authorization Code',
  made: { code: 'latchkey-doctor', code_verifier: 'A'.repeat(43) },
};

export const REFRESH_GRANT: Grant = {
  type: 'refresh_token',
  name: 'Refresh Token',
  made: { refresh_token: 'latchkey-doctor' },
};

/** What a page of the extension sends with a request: its origin, and the address that it came back to. */
export interface Sender {
  readonly origin: string;
  readonly redirectUrl: string;
}

/**
 * Asks the token endpoint to exchange what it never gave out: it answers `invalid_grant` where it would have
 * exchanged a right one (RFC 6749 section 5.2).
 */
export function askGrant(
  config: Config,
  { type, made }: Grant,
  { origin, redirectUrl }: Sender,
  ask: Ask,
): Promise<Answer> {
  const body = new URLSearchParams({
    grant_type: type,
    client_id: config.clientId,
    ...made,
    ...(type === CODE_GRANT.type ? { redirect_uri: redirectUrl } : {}),
  });
  return ask(PATHS.token, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: body.toString(),
  });
}

/** Whether the application may have tokens without a secret, which an extension cannot keep. */
export function checkApplicationType(answer: Answer): Outcome {
  return judge(answer, (answered) => {
    if (wantsSecret(answered)) {
      return failed(
        'The application must prove itself with a secret, which an extension cannot keep',
        inDashboard(FIELDS.applicationType, 'set', 'Single Page Application'),
      );
    }
    return isOAuthError(answered) ? ok('The application needs no secret') : intercepted(answered);
  });
}

/** Whether the application may use the grant. */
export function checkGrant({ name }: Grant, answer: Answer): Outcome {
  return judge(answer, (answered) => {
    const { error, error_description: words } = jsonOf(answered) ?? {};
    if (error === 'invalid_grant') return ok(name);
    if (error === 'unauthorized_client') {
      return failed(
        `The application may not use it: ${plain(words) || 'unauthorized_client'}`,
        inDashboard(FIELDS.grantTypes, 'add', name),
      );
    }
    if (wantsSecret(answered)) return unknown('The application type comes first');
    if (!isOAuthError(answered)) return intercepted(answered);
    return unknown(
      `The tenant answered otherwise (status ${answered.status}): ${plain(words) || plain(error)}`,
    );
  });
}

function wantsSecret(answered: Answered): boolean {
  const error = jsonOf(answered)?.error;
  return answered.status === 401 && (error === 'access_denied' || error === 'invalid_client');
}
