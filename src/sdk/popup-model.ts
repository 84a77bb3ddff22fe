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
  /** The sign-in is done, and there is no session. */
  | { readonly kind: 'sign-in-failed' }
  | { readonly kind: 'session-over'; readonly error: LatchkeyError }
  /** The user is signed out, and the form for the next sign-in could not be shown. */
  | { readonly kind: 'signed-out-here'; readonly error: LatchkeyError }
  | { readonly kind: 'left-behind'; readonly failedSteps: readonly FailedStep[]; readonly domain: string }
  /** In a configurable build: the domain that may not be reached, or `null` if no tenant is chosen. */
  | { readonly kind: 'no-tenant'; readonly domain: string | null };

/** The state of the popup. `SignInState` is what the view receives of it. */
export type PopupState =
  /** The session is being read. */
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'signed-out';
      readonly form: 'absent' | 'opening' | 'ready' | 'no-tenant';
      readonly notice: Notice | null;
      /** From a sign-out until the form is ready: until then a form that fails is no error. */
      readonly isLeaving: boolean;
      /** Whether the user asked to sign in. If the form turns out to be the hosted page, its window opens. */
      readonly isRequested: boolean;
    }
  /** The form was submitted. `isSaved`: the sign-in is over, and the next status decides. */
  | { readonly kind: 'submitted'; readonly isSaved: boolean }
  /** `outcome`: the window is closed, and the next status decides; this is said if it is not "signed in". */
  | { readonly kind: 'in-window'; readonly outcome: Notice | null }
  | { readonly kind: 'signed-in'; readonly session: Session }
  /** `answer`: the sign-out is over, and the next status decides. */
  | { readonly kind: 'signing-out'; readonly answer: { readonly notice: Notice | null } | null }
  | {
      readonly kind: 'failed';
      readonly error: LatchkeyError;
      /** Whether signing in makes sense. It does not if the session could not be read or removed. */
      readonly canSignIn: boolean;
      /** What is said instead of `error`. */
      readonly notice: Notice | null;
    };

/** A status as it was read. The storage may have failed. */
export type StatusReading =
  | Exclude<SessionStatus, { kind: 'unreadable' }>
  | { readonly kind: 'unreadable'; readonly error: LatchkeyError };

/** What can happen. Events of a form that was closed, or of a window that another one replaced, are not reported. */
export type PopupEvent =
  | { readonly type: 'status'; readonly status: StatusReading }
  /** The settings have changed. `fits`: whether the form that was opened last is still the one they ask for. */
  | { readonly type: 'settings-changed'; readonly fits: boolean }
  | { readonly type: 'form-ready' }
  /** There is no form: users sign in on the hosted page. */
  | { readonly type: 'form-hosted' }
  | { readonly type: 'form-without-tenant'; readonly domain: string | null }
  | { readonly type: 'form-submitted' }
  /** The tenant refused, and Lock shows why. */
  | { readonly type: 'form-refused' }
  /** Lock needs a window. `parameters` are for `/authorize`. */
  | { readonly type: 'form-needs-window'; readonly parameters: WindowParameters }
  /** The sign-in was saved, or something that the user did later was. */
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
  /** An effect failed in a way that nothing else covers. */
  | { readonly type: 'unexpected'; readonly error: LatchkeyError }
  | { readonly type: 'sign-in-requested' }
  | { readonly type: 'window-requested' }
  | { readonly type: 'sign-out-requested'; readonly chooseAccount: boolean }
  | { readonly type: 'retry-requested' };

/** What Lock's form reports. */
export type FormEvent = Extract<PopupEvent, { type: `form-${string}` }>;

/** What to do. */
export type Effect =
  | { readonly do: 'read-status' }
  /** Forgets that a sign-out from the menu failed, then reads the status. */
  | { readonly do: 'read-status-anew' }
  /** Reads the status when the clock shows `timestamp` (Unix time in milliseconds). */
  | { readonly do: 'read-status-at'; readonly timestamp: number }
  /** Does nothing if the form is open. */
  | { readonly do: 'open-form' }
  | { readonly do: 'close-form' }
  | { readonly do: 'open-window'; readonly parameters: WindowParameters }
  | { readonly do: 'sign-out'; readonly chooseAccount: boolean }
  | { readonly do: 'find-failed-sign-out' }
  /** At most once in each opening. */
  | { readonly do: 'refresh-session' }
  /** At most once in each opening. */
  | { readonly do: 'sign-in-silently' }
  /** Asks how the last sign-in in a window ended, and forgets it. */
  | { readonly do: 'ask-sign-in-status' }
  /** Forgets how the last sign-in in a window ended. */
  | { readonly do: 'drop-sign-in-status' }
  | { readonly do: 'forget-draft' }
  /** Fills in who was signed in, unless something was typed. */
  | { readonly do: 'remember-user'; readonly email: string | null }
  | { readonly do: 'watch-focus' }
  | { readonly do: 'note'; readonly event: JournalEvent }
  | { readonly do: 'log'; readonly error: LatchkeyError }
  | { readonly do: 'mark'; readonly name: 'login-ready' | 'session-shown' };

/** What does not change while the popup is open. */
export interface PopupBuild {
  /** Whether the build has no form of its own. */
  readonly isHosted: boolean;
  /** Whether the tenant is chosen in the options. */
  readonly isConfigurable: boolean;
}

export type SignedOut = Extract<PopupState, { kind: 'signed-out' }>;

/** The next state, and what to do. */
export type Step = readonly [PopupState, readonly Effect[]];

export const OPENING: PopupState = { kind: 'opening' };

/** Returns the state without a session and without anything to say. */
export function signedOut(form: SignedOut['form']): SignedOut {
  return { kind: 'signed-out', form, notice: null, isLeaving: false, isRequested: false };
}

/** Returns the state after a failure. `canSignIn`: whether signing in makes sense. */
export function failed(error: LatchkeyError, canSignIn = true): Extract<PopupState, { kind: 'failed' }> {
  return { kind: 'failed', error, canSignIn, notice: null };
}

/** Returns whether there is a form or one on its way. */
export function hasForm({ form }: SignedOut): boolean {
  return form === 'opening' || form === 'ready';
}
