import { OperationProcessingError, PARSE_ERROR, ResponseBodyError } from 'oauth4webapi';
import { LatchkeyError } from '../errors.ts';
import type { TenantRefusal } from '../session/session.ts';
import { responseOf } from './retry-after.ts';

/**
 * What a failed refresh means: the session is over (a `TenantRefusal`), the request is repeated at once because its answer
 * was lost and the tenant may have exchanged the refresh token, or it is repeated later.
 */
export type RefreshVerdict = TenantRefusal | 'retry-at-once' | 'back-off';

/**
 * Refusals that repeating the request does not change. At a refresh Auth0 gives the first for unknown, reused and expired
 * tokens and blocked users; `mfa_required` where an Action enables MFA; `access_denied` where one denies access.
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

/** Auth0's words for a blocked user, under whichever error code. https://github.com/auth0/auth0-spa-js/issues/1525 */
const BLOCKED = /\buser is blocked\b/i;

/** How far a refresh got when it failed. `answered`: the whole answer is here. */
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
  // A failing Action or Rule answers with status 500 and says whom it refuses; a token is not judged in that state.
  if (status >= 500 && (status !== 500 || end === 'ended')) return 'back-off';
  return end;
}

/** Whether the request may have arrived and no usable answer came back: none at all, or one that broke off. */
function isLost(failure: unknown): boolean {
  if (failure instanceof LatchkeyError) return failure.code === 'tenant-unreachable';
  return isBodyUnparsable(failure);
}

/**
 * Returns whether the body of a response broke off or is no JSON. An ID token that cannot be parsed has the same code, so this
 * relies on the library's text; `explain.test.ts` notices if it changes.
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

/** Reads an error response (RFC 6749 section 5.2), which `oauth4webapi` parses for statuses from 400 to 499 alone. */
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
    // An error page: the tenant is having trouble, and the request is repeated later.
    return null;
  }
}
