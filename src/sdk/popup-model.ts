/** The model of the popup's state machine: its states, events and effects, as data. */
import type { WindowParameters } from './browser/messages.ts';
import type { LatchkeyError } from './errors.ts';

import type { Session } from './session/session.ts';
import type { SessionStatus } from './session/status.ts';
import type { FailedStep, JournalEvent } from './storage/journal.ts';

/** The notice above the form, as data. */
export type Notice =
  /** A sign-in window of an earlier popup is open. */
  | { readonly kind: 'window-open' }
  /** A sign-in or a sign-out in the background failed. `cookiesOf` is the domain whose cookies the browser blocks, or `null`. */
  | { readonly kind: 'failed'; readonly error: LatchkeyError; readonly cookiesOf: string | null }
  /** The sign-in has ended without an error, but there is no session. */
  | { readonly kind: 'sign-in-failed' }
  | { readonly kind: 'session-over'; readonly error: LatchkeyError }
  /** The user is signed out, and the form for the next sign-in could not be shown. */
  | { readonly kind: 'signed-out-here'; readonly error: LatchkeyError }
  | { readonly kind: 'left-behind'; readonly failedSteps: readonly FailedStep[]; readonly domain: string }
  /** In a configurable build: the domain without a host permission, or `null` if no tenant is chosen. */
  | { readonly kind: 'no-tenant'; readonly domain: string | null };

/** The state of the popup. The view receives it as a `SignInState`. */
export type PopupState =
  /** The session is being read. */
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'signed-out';
      readonly form: 'absent' | 'opening' | 'ready' | 'no-tenant';
      readonly notice: Notice | null;
      /** `true` from a sign-out until the form is ready. If the form fails then, a notice replaces the error. */
      readonly isLeaving: boolean;
      /** Whether the user requested to sign in. If the settings then require the hosted page, its window opens. */
      readonly isRequested: boolean;
    }
  /**
   * The form was submitted. `isSaved`: the sign-in has ended, and the next status determines the next state. `session`: the session
   * that another page has saved by now. It shows if this sign-in fails.
   */
  | { readonly kind: 'submitted'; readonly isSaved: boolean; readonly session: Session | null }
  /** `outcome`: set when the window is closed. It is shown unless the next status is `signed-in`. */
  | { readonly kind: 'in-window'; readonly outcome: Notice | null }
  | { readonly kind: 'signed-in'; readonly session: Session }
  /** `result`: set when the sign-out has ended. The next status determines the next state. */
  | { readonly kind: 'signing-out'; readonly result: { readonly notice: Notice | null } | null }
  | {
      readonly kind: 'failed';
      readonly error: LatchkeyError;
      /** Whether the user can sign in. `false` if the session could not be read or removed. */
      readonly canSignIn: boolean;
      /** Shown instead of `error`. */
      readonly notice: Notice | null;
    };

/** An event. Events of a closed form, or of a window that another one replaced, are not reported. */
export type PopupEvent =
  | { readonly type: 'status'; readonly status: SessionStatus }
  /** The settings have changed. `fits`: whether the form that was opened last still matches them. */
  | { readonly type: 'settings-changed'; readonly fits: boolean }
  | { readonly type: 'form-ready' }
  /** No form is needed: users sign in on the hosted page. */
  | { readonly type: 'form-hosted' }
  | { readonly type: 'form-without-tenant'; readonly domain: string | null }
  | { readonly type: 'form-submitted' }
  /** The tenant refused the sign-in, and Lock shows the reason. */
  | { readonly type: 'form-refused' }
  /** Lock needs a window. `parameters` are for `/authorize`. */
  | { readonly type: 'form-needs-window'; readonly parameters: WindowParameters }
  /** The sign-in was saved, or discarded because of a later action of the user. */
  | { readonly type: 'form-saved' }
  | { readonly type: 'form-failed'; readonly error: LatchkeyError }
  | { readonly type: 'window-done' }
  | { readonly type: 'window-failed'; readonly error: LatchkeyError; readonly cookiesOf: string | null }
  | { readonly type: 'signed-out'; readonly failedSteps: readonly FailedStep[]; readonly domain: string }
  | { readonly type: 'sign-out-failed'; readonly error: LatchkeyError }
  /** A sign-out from the menu failed earlier. */
  | { readonly type: 'sign-out-had-failed'; readonly error: LatchkeyError }
  /** The background has stored how a sign-in ended. */
  | { readonly type: 'sign-in-status-changed' }
  | { readonly type: 'sign-in-status'; readonly notice: Notice }
  /** An effect failed with an error that no other event covers. */
  | { readonly type: 'unexpected'; readonly error: LatchkeyError }
  | { readonly type: 'sign-in-requested' }
  | { readonly type: 'window-requested' }
  | { readonly type: 'sign-out-requested'; readonly chooseAccount: boolean }
  | { readonly type: 'retry-requested' };

/** Events that Lock's form reports. */
export type FormEvent = Extract<PopupEvent, { type: `form-${string}` }>;

/** A side effect of a transition. */
export type Effect =
  | { readonly do: 'read-status' }
  /** Deletes the stored failure of a sign-out from the menu, then reads the status. */
  | { readonly do: 'read-status-anew' }
  /** Reads the status at `timestamp` (Unix time in milliseconds). */
  | { readonly do: 'read-status-at'; readonly timestamp: number }
  /** Does nothing if the form is open. */
  | { readonly do: 'open-form' }
  | { readonly do: 'close-form' }
  | { readonly do: 'open-window'; readonly parameters: WindowParameters }
  | { readonly do: 'sign-out'; readonly chooseAccount: boolean }
  | { readonly do: 'find-failed-sign-out' }
  /** Runs at most once per popup. */
  | { readonly do: 'refresh-session' }
  /** Runs at most once per popup. */
  | { readonly do: 'sign-in-silently' }
  /** Requests the result of the last sign-in in a window, which the background then discards. */
  | { readonly do: 'request-sign-in-status' }
  /** Has the background discard the result of the last sign-in in a window. */
  | { readonly do: 'discard-sign-in-status' }
  | { readonly do: 'forget-draft' }
  /** Prefills the email address of the user whose session has ended, unless the user has typed something. */
  | { readonly do: 'remember-user'; readonly email: string | null }
  | { readonly do: 'watch-focus' }
  | { readonly do: 'note'; readonly event: JournalEvent }
  | { readonly do: 'log'; readonly error: LatchkeyError }
  | { readonly do: 'mark'; readonly name: 'login-ready' | 'session-shown' };

/** Properties of the build, which don't change while the popup is open. */
export interface PopupBuild {
  /** Whether the build has no form: users sign in on the hosted page. */
  readonly isHosted: boolean;
  /** Whether the tenant is chosen in the options. */
  readonly isConfigurable: boolean;
}

export type SignedOut = Extract<PopupState, { kind: 'signed-out' }>;

/** The next state and the effects to run. */
export type Step = readonly [PopupState, readonly Effect[]];

export const OPENING: PopupState = { kind: 'opening' };

/** Returns the state without a session and without a notice. */
export function signedOut(form: SignedOut['form']): SignedOut {
  return { kind: 'signed-out', form, notice: null, isLeaving: false, isRequested: false };
}

/** Returns the state after a failure. `canSignIn`: whether the user can sign in. */
export function failed(error: LatchkeyError, canSignIn = true): Extract<PopupState, { kind: 'failed' }> {
  return { kind: 'failed', error, canSignIn, notice: null };
}

/** Returns whether the form is open or opening. */
export function hasForm({ form }: SignedOut): boolean {
  return form === 'opening' || form === 'ready';
}
