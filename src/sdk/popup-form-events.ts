/** The part of `step` that handles events of Lock's form and of the sign-in window. Pure. */
import type { WindowParameters } from './browser/messages.ts';
import type { LatchkeyError } from './errors.ts';
import {
  type Effect,
  type FormEvent,
  failed,
  OPENING,
  type PopupEvent,
  type PopupState,
  type SignedOut,
  type Step,
  signedOut,
} from './popup-model.ts';

const READ: Effect = { do: 'read-status' };
const CLOSE: Effect = { do: 'close-form' };

/** Effects that run when the form is ready, or when no form is needed. */
export const BACKGROUND_REQUESTS: readonly Effect[] = [
  { do: 'sign-in-silently' },
  { do: 'request-sign-in-status' },
];

/** Returns the next state after an event of the form. */
export function onForm(state: PopupState, event: FormEvent): Step {
  if (event.type === 'form-failed') return onFormFailure(state, event.error);
  if (state.kind === 'signed-out') return onOpenForm(state, event);
  if (state.kind !== 'submitted') return [state, []];
  if (event.type === 'form-saved') return [{ ...state, isSaved: true }, [READ]];
  // Another popup might have signed in.
  return event.type === 'form-refused' ? [signedOut('ready'), [READ]] : [state, []];
}

function onOpenForm(state: SignedOut, event: Exclude<FormEvent, { type: 'form-failed' }>): Step {
  switch (event.type) {
    case 'form-ready':
      return [
        { ...state, form: 'ready', isLeaving: false, isRequested: false },
        [{ do: 'mark', name: 'login-ready' }, ...BACKGROUND_REQUESTS],
      ];
    case 'form-hosted':
      if (state.isRequested)
        return [{ kind: 'in-window', outcome: null }, [CLOSE, { do: 'open-window', parameters: {} }]];
      return [{ ...state, form: 'absent', isLeaving: false }, [CLOSE, ...BACKGROUND_REQUESTS]];
    case 'form-without-tenant':
      return [
        { ...signedOut('no-tenant'), notice: { kind: 'no-tenant', domain: event.domain } },
        [CLOSE, { do: 'watch-focus' }],
      ];
    case 'form-submitted':
      return [{ kind: 'submitted', isSaved: false, session: null }, []];
    case 'form-needs-window':
      return openWindow(event.parameters);
    case 'form-saved':
      return [state, [READ]];
    case 'form-refused':
      return [state, []];
  }
}

/** Returns the next state after the sign-in or the form failed with an error that Lock can't show. */
function onFormFailure(state: PopupState, error: LatchkeyError): Step {
  const note: Effect = { do: 'note', event: { kind: 'sign-in-failed', code: error.code } };
  const isOpen = state.kind === 'signed-out' || state.kind === 'submitted';
  if (!isOpen) return [state, [CLOSE, note]];
  if (state.kind === 'submitted' && state.session !== null)
    return [OPENING, [CLOSE, note, { do: 'log', error }, READ]];
  const wasOpening = state.kind === 'signed-out' && state.form !== 'ready';
  const silent: Effect[] = wasOpening ? [{ do: 'sign-in-silently' }] : [];
  if (state.kind === 'signed-out' && state.isLeaving) {
    const notice = state.notice ?? ({ kind: 'signed-out-here', error } as const);
    return [{ ...state, form: 'absent', notice }, [CLOSE, note, ...silent]];
  }
  return [failed(error), [CLOSE, note, { do: 'log', error }, ...silent]];
}

/** Returns the state in which the sign-in window is open, and the effect that opens it. */
export function openWindow(parameters: WindowParameters): Step {
  return [{ kind: 'in-window', outcome: null }, [{ do: 'open-window', parameters }]];
}

/** Returns the next state after the window is closed. */
export function onWindow(state: PopupState, event: Extract<PopupEvent, { type: `window-${string}` }>): Step {
  if (state.kind !== 'in-window') {
    // The user has signed in, so a later popup must not show that a window was closed.
    const isOutdated = state.kind === 'signed-in' && event.type === 'window-failed';
    return [state, isOutdated ? [{ do: 'discard-sign-in-status' }] : []];
  }
  if (event.type !== 'window-failed')
    return [{ kind: 'in-window', outcome: { kind: 'sign-in-failed' } }, [READ]];
  const { error, cookiesOf } = event;
  const note: Effect = { do: 'note', event: { kind: 'sign-in-failed', code: error.code } };
  return [
    { kind: 'in-window', outcome: { kind: 'failed', error, cookiesOf } },
    [
      // The background adds its own failures to the journal, but can't add that it did not respond.
      ...(error.code === 'extension-failed' ? [note] : []),
      // This popup shows the failure, so the next one doesn't.
      { do: 'discard-sign-in-status' },
      READ,
    ],
  ];
}

/** Returns the state in which a new form opens. Closes the previous form, because it might wait for its window forever. */
export function openForm(isRequested: boolean): Step {
  return [{ ...signedOut('opening'), isRequested }, [CLOSE, { do: 'open-form' }]];
}
