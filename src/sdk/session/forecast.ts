import type { RenewalAttempts } from './renewal.ts';
import type { SessionEnd } from './session.ts';
import type { SessionStatus } from './status.ts';

/** The state of a session and its next renewal or end, without the user. Timestamps are Unix time in milliseconds. */
export type Forecast =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'expired';
      /** When the access token expired, or 0 if the tenant has refused to renew the session. */
      readonly since: number;
      readonly end: SessionEnd | null;
    }
  | {
      readonly kind: 'signed-in';
      /** When the access token expires. A session that can't be renewed ends at the same time. */
      readonly until: number;
      /** Space-separated granted scopes. */
      readonly scope: string;
      /** When the next renewal is due and how many attempts have failed, or `null` if there is no refresh token. */
      readonly renewal: { readonly at: number; readonly failures: number } | null;
    };

/** Returns the forecast for a status. `attempts` are the stored attempts to renew, or `null` if there are none. */
export function forecast(status: SessionStatus, attempts: RenewalAttempts | null): Forecast {
  switch (status.kind) {
    case 'signed-out':
    case 'unreadable':
      return { kind: status.kind };
    case 'expired':
      return { kind: 'expired', since: status.session.expiresAt, end: status.session.end };
    case 'signed-in': {
      const { expiresAt: until, scope, renewAt } = status.session;
      const at = attempts?.nextAt ?? renewAt;
      const renewal = renewAt === null || at === null ? null : { at, failures: attempts?.failures ?? 0 };
      return { kind: 'signed-in', until, scope, renewal };
    }
  }
}
