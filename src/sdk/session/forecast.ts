import type { RenewalAttempts } from './renewal.ts';
import type { SessionEnd } from './session.ts';
import type { SessionStatus } from './status.ts';

/** How a session stands and what is ahead of it; not whose it is. Moments in milliseconds since 1970. */
export type Forecast =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'expired';
      /** When the access token ended; 0 if the tenant has refused to renew the session. */
      readonly since: number;
      readonly end: SessionEnd | null;
    }
  | {
      readonly kind: 'signed-in';
      /** When the access token ends, and with it a session that cannot be renewed. */
      readonly until: number;
      /** Space-separated scopes that were granted. */
      readonly scope: string;
      /** The next renewal, and how many attempts at it have failed; `null` where there is no refresh token. */
      readonly renewal: { readonly at: number; readonly failures: number } | null;
    };

/** What is ahead, where `attempts` to renew have failed so far, or `null` where none has been planned anew. */
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
