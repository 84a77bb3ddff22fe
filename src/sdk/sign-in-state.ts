import type { ErrorAction } from './error-actions.ts';
import type { ErrorCode } from './errors.ts';
import type { StateMessages } from './locales/sign-in-messages.ts';
import type { Notice, PopupBuild, PopupState } from './popup-model.ts';
import type { Session, User } from './session/session.ts';

/** An action that the view offers as a button. */
export type SignInAction = 'sign-in' | ErrorAction;

/** The notice above the form. `message` is in the user's language. */
export interface SignInNotice {
  readonly kind: Notice['kind'];
  readonly message: string;
}

/** The error that replaces the form. `message` is in the user's language. */
export interface SignInError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The state that a view shows. Immutable. In this extension's popup, `status` is the value of `data-state`. */
export type SignInState =
  | { readonly status: 'loading'; readonly task: 'session' | 'sign-out'; readonly actions: readonly [] }
  | {
      readonly status: 'signed-out';
      readonly form: 'absent' | 'opening' | 'ready';
      readonly notice: SignInNotice | null;
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
  | { readonly status: 'error'; readonly error: SignInError; readonly actions: readonly SignInAction[] };

/** Returns whether `toSignInState` uses messages for this state. */
export function hasMessage(state: PopupState): boolean {
  return state.kind === 'failed' || (state.kind === 'signed-out' && state.notice !== null);
}

/** Returns the state of the view for a state of the popup. */
export function toSignInState(
  state: PopupState,
  { isHosted, isConfigurable }: PopupBuild,
  messages: StateMessages,
): SignInState {
  switch (state.kind) {
    case 'opening':
      return { status: 'loading', task: 'session', actions: [] };
    case 'signing-out':
      return { status: 'loading', task: 'sign-out', actions: [] };
    case 'signed-out': {
      const { form } = state;
      const notice = state.notice && {
        kind: state.notice.kind,
        message: messages.formatNotice(state.notice),
      };
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
      const message = notice === null ? messages.formatError(error) : messages.formatNotice(notice);
      const actions = messages
        .errorActions(error.code)
        .filter((action) => action !== 'options' || isConfigurable);
      return {
        status: 'error',
        error: { code: error.code, message },
        actions: canSignIn ? ['sign-in', ...actions] : ['retry'],
      };
    }
  }
}
