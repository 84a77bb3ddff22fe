import type { LatchkeyError } from './errors.ts';
import type { Notice, PopupBuild, PopupState } from './popup-model.ts';
import type { Session, User } from './session/session.ts';
import { type WayOn, waysOn } from './ways-on.ts';

/** What the user can do, as buttons. */
export type SignInAction = 'sign-in' | WayOn;

/** What a view shows. An immutable object; `status` is the `data-state` of this extension's popup. */
export type SignInState =
  | { readonly status: 'loading'; readonly task: 'session' | 'sign-out'; readonly actions: readonly [] }
  | {
      readonly status: 'signed-out';
      readonly form: 'absent' | 'opening' | 'ready';
      /** What to say above the form, or `null`. */
      readonly notice: Notice | null;
      readonly actions: readonly SignInAction[];
    }
  | {
      readonly status: 'signing-in';
      readonly method: 'form' | 'window';
      readonly actions: readonly SignInAction[];
    }
  | {
      readonly status: 'signed-in';
      readonly user: User;
      readonly session: Session;
      readonly actions: readonly [];
    }
  | {
      readonly status: 'error';
      readonly error: LatchkeyError;
      /** What to say instead of the error's own words, or `null`. */
      readonly notice: Notice | null;
      readonly actions: readonly SignInAction[];
    };

/** Returns what a view shows in a state of the popup. */
export function toSignInState(state: PopupState, { isHosted, isConfigurable }: PopupBuild): SignInState {
  switch (state.kind) {
    case 'opening':
      return { status: 'loading', task: 'session', actions: [] };
    case 'signing-out':
      return { status: 'loading', task: 'sign-out', actions: [] };
    case 'signed-out': {
      const { form, notice } = state;
      if (form === 'no-tenant') return { status: 'signed-out', form: 'absent', notice, actions: ['options'] };
      return { status: 'signed-out', form, notice, actions: form === 'absent' ? ['sign-in'] : [] };
    }
    case 'submitted':
      return { status: 'signing-in', method: 'form', actions: [] };
    case 'in-window':
      return { status: 'signing-in', method: 'window', actions: isHosted ? [] : ['sign-in'] };
    case 'signed-in':
      return { status: 'signed-in', user: state.session.user, session: state.session, actions: [] };
    case 'failed': {
      const { error, notice, canSignIn } = state;
      if (!canSignIn) return { status: 'error', error, notice, actions: ['retry'] };
      const ways = waysOn(error.code).filter((way) => way !== 'options' || isConfigurable);
      return { status: 'error', error, notice, actions: ['sign-in', ...ways] };
    }
  }
}
