import type { LatchkeyError } from './errors.ts';
import type { Session } from './session/session.ts';
import type { WayOn } from './ways-on.ts';

/** What the popup shows; `kind` is `<main data-state>`. */
export type PopupState =
  | { readonly kind: 'loading'; readonly what: 'session' | 'sign-out' }
  | {
      readonly kind: 'signed-out';
      /** A sentence above the form, or `null`. */
      readonly notice: string | null;
      /** Whether the form can be typed into, is on its way, or waits for "Log in", or for a tenant to be chosen. */
      readonly form: 'ready' | 'opening' | 'absent' | 'no-tenant';
    }
  | { readonly kind: 'signing-in'; readonly where: 'form' }
  | {
      readonly kind: 'signing-in';
      readonly where: 'window';
      /** Whether there is a form to sign in with instead. */
      readonly canLogIn: boolean;
    }
  | { readonly kind: 'signed-in'; readonly session: Session }
  | {
      readonly kind: 'error';
      readonly error: LatchkeyError;
      /** A sentence instead of the error's own, or `null`. */
      readonly notice: string | null;
      /** Whether "Log in" makes sense: it does unless the session itself could not be read or removed. */
      readonly canLogIn: boolean;
      /** What else the user can do. */
      readonly ways: readonly WayOn[];
    };
