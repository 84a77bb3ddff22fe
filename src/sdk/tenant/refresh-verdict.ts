import { OperationProcessingError, PARSE_ERROR, ResponseBodyError } from 'oauth4webapi';
import { LatchkeyError } from '../errors.ts';
import type { TenantRefusal } from '../session/session.ts';
import { responseOf } from './retry-after.ts';

/**
 * What a failed refresh means for the session. A `TenantRefusal` ends the session. `retry-at-once` means that the response was
 * lost and the tenant might have exchanged the refresh token. `back-off` means a later retry.
 */
export type RefreshVerdict = TenantRefusal | 'retry-at-once' | 'back-off';

/**
 * Refusals that a retry doesn't change, by OAuth error code. On refresh, Auth0 sends `invalid_grant` for unknown, reused and
 * expired tokens and for blocked users, `mfa_required` if an Action enables MFA, and `access_denied` if an Action denies access.
 * https://auth0.com/docs/secure/tokens/refresh-tokens/use-refresh-tokens
 * https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa
 */
const FINAL_REFUSALS: ReadonlyMap<string, TenantRefusal> = new Map(
  Object.entries({
    invalid_grant: 'ended',
    mfa_required: 'step-required',
    login_required: 'sign-in-required',
    interaction_required: 'sign-in-required',
    consent_required: 'sign-in-required',
    access_denied: 'sign-in-required',
  } as const),
);

/** Auth0's text for a blocked user, with any error code. https://github.com/auth0/auth0-spa-js/issues/1525 */
const BLOCKED = /\buser is blocked\b/i;

/** How far a refresh got before it failed. `answered`: the complete response was received. */
export type RefreshProgress = 'sent' | 'answered';

/** Returns what a failed refresh means for the session. Never rejects. */
export async function judgeRefreshFailure(
  failure: unknown,
  progress: RefreshProgress,
): Promise<RefreshVerdict> {
  if (progress === 'sent' && isLost(failure)) return 'retry-at-once';
  const refusal = await refusalOf(failure);
  if (refusal === null) return 'back-off';
  const { status, error, description } = refusal;
  const end = BLOCKED.test(description) ? 'ended' : FINAL_REFUSALS.get(error);
  if (end === undefined || status === 429) return 'back-off';
  // A failing Action or Rule responds with status 500 and its refusal. What such a response states about the token is ignored.
  if (status >= 500 && (status !== 500 || end === 'ended')) return 'back-off';
  return end;
}

/** Returns whether the request might have arrived without a usable response: there was none, or it was interrupted. */
function isLost(failure: unknown): boolean {
  if (failure instanceof LatchkeyError) return failure.code === 'tenant-unreachable';
  return isBodyUnparsable(failure);
}

/**
 * Returns whether the body of a response was interrupted or isn't JSON. An ID token that can't be parsed has the same code, so
 * this compares the library's message. `explain.test.ts` fails if the message changes.
 */
export function isBodyUnparsable(failure: unknown): boolean {
  const isParseError = failure instanceof OperationProcessingError && failure.code === PARSE_ERROR;
  return isParseError && failure.message === 'failed to parse "response" body as JSON';
}

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

/**
 * Returns the refusal in an error response (RFC 6749 section 5.2), or `null` if there is none. `oauth4webapi` parses it only for
 * statuses from 400 to 499.
 */
async function refusalOf(failure: unknown): Promise<Refusal | null> {
  if (failure instanceof ResponseBodyError) {
    const { status, error, error_description: description = '' } = failure;
    return { status, error, description };
  }
  const response = responseOf(failure);
  if (response?.status !== 500) return null;
  try {
    const body: unknown = await response.json();
    const { error, error_description: description }: Record<string, unknown> = { ...Object(body) };
    if (typeof error !== 'string') return null;
    return { status: 500, error, description: typeof description === 'string' ? description : '' };
  } catch {
    // An error page: the tenant has a server error, and the request is retried later.
    return null;
  }
}
