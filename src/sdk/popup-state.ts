import { type LatchkeyError, sessionOver } from './errors.ts';
import type {
  Effect,
  Notice,
  PopupEvent,
  PopupState,
  StatusReading,
  WindowParameters,
} from './popup-events.ts';
import type { Session } from './session/session.ts';

/** What does not change while the popup is open. */
export interface PopupBuild {
  /** Whether the build has no form of its own. */
  readonly isHosted: boolean;
  /** Whether the tenant is chosen in the options. */
  readonly isConfigurable: boolean;
}

type SignedOut = Extract<PopupState, { kind: 'signed-out' }>;
type Step = readonly [PopupState, readonly Effect[]];

export const OPENING: PopupState = { kind: 'opening' };

const READ: Effect = { do: 'read-status' };
const CLOSE: Effect = { do: 'close-form' };
const ASK: readonly Effect[] = [{ do: 'sign-in-silently' }, { do: 'ask-sign-in-status' }];

/** Returns the next state and what to do. Pure; every pair of state and event has an answer. */
export function step(state: PopupState, event: PopupEvent, build: PopupBuild): Step {
  switch (event.type) {
    case 'status':
      return onStatus(state, event.status, build);
    case 'settings-changed':
      return onSettings(state, event.fits);
    case 'form-ready':
    case 'form-hosted':
    case 'form-without-tenant':
    case 'form-submitted':
    case 'form-refused':
    case 'form-needs-window':
    case 'form-saved':
      return onForm(state, event);
    case 'form-failed':
      return onFormFailure(state, event.error);
    case 'window-done':
    case 'window-failed':
      return onWindow(state, event);
    case 'signed-out':
    case 'sign-out-failed':
    case 'sign-out-had-failed':
      return onSignOut(state, event);
    case 'sign-in-status-changed':
      return [state, state.kind === 'signed-out' ? [{ do: 'ask-sign-in-status' }] : []];
    case 'sign-in-status':
      return [withNotice(state, event.notice), []];
    case 'unexpected':
      return [failed(event.error), [CLOSE, { do: 'log', error: event.error }]];
    case 'sign-in-requested':
    case 'window-requested':
    case 'sign-out-requested':
    case 'retry-requested':
      return onRequest(state, event, build);
  }
}

function onStatus(state: PopupState, status: StatusReading, build: PopupBuild): Step {
  switch (status.kind) {
    case 'unreadable':
      return [failed(status.error, false), [CLOSE, { do: 'note', event: { kind: 'storage-failed' } }]];
    case 'signed-in':
      // What the user has submitted or requested replaces it, or fails.
      return isUndecided(state) && state.kind !== 'in-window' ? [state, []] : showSession(status.session);
    case 'signed-out':
      return isUndecided(state) && state.kind !== 'signing-out' ? [state, []] : showForm(state, null, build);
    case 'expired':
      return isUndecided(state) ? [state, []] : showEnd(state, status.session, build);
  }
}

/** Returns whether the user has begun something whose result is still to come. */
function isUndecided(state: PopupState): boolean {
  switch (state.kind) {
    case 'submitted':
      return !state.isSaved;
    case 'in-window':
      return state.outcome === null;
    case 'signing-out':
      return state.answer === null;
    case 'opening':
    case 'signed-out':
    case 'signed-in':
    case 'failed':
      return false;
  }
}

function showSession(session: Session): Step {
  return [
    { kind: 'signed-in', session },
    [
      CLOSE,
      { do: 'forget-draft' },
      { do: 'mark', name: 'session-shown' },
      { do: 'find-failed-sign-out' },
      { do: 'refresh-session' },
      ...(session.renewAt === null ? [{ do: 'read-status-at', timestamp: session.expiresAt } as const] : []),
    ],
  ];
}

/** The session is over. If the tenant requires the user on its own page, that page is offered before the form. */
function showEnd(state: PopupState, { domain, end, user }: Session, build: PopupBuild): Step {
  const error = sessionOver(end, domain);
  const remember: Effect = { do: 'remember-user', email: user.email };
  const isAbsent = state.kind !== 'signed-out' || state.form === 'absent';
  if (error.code !== 'interaction-required' || build.isHosted || !isAbsent) {
    const [next, effects] = showForm(state, { kind: 'session-over', error }, build);
    return [next, [remember, ...effects]];
  }
  const outcome = noticeOf(state);
  const notice = outcome?.kind === 'sign-in-failed' ? null : outcome;
  const ask: Effect[] = state.kind === 'failed' ? [] : [{ do: 'ask-sign-in-status' }];
  return [{ ...failed(error), notice }, [CLOSE, remember, ...ask]];
}

/** No user is signed in: Lock's form appears by itself. `notice` is for a state that has nothing to say. */
function showForm(
  state: PopupState,
  notice: Notice | null,
  { isHosted }: Pick<PopupBuild, 'isHosted'>,
): Step {
  const own = noticeOf(state);
  const open = state.kind === 'signed-out' && hasForm(state) ? state : null;
  const isOver = state.kind === 'submitted' || state.kind === 'in-window';
  const next: PopupState = {
    kind: 'signed-out',
    form: isHosted ? 'absent' : (open?.form ?? 'opening'),
    notice: own === null || (own.kind === 'sign-in-failed' && notice !== null) ? notice : own,
    isLeaving: state.kind === 'signing-out' || (state.kind === 'signed-out' && state.isLeaving),
    isRequested: open?.isRequested ?? false,
  };
  // Lock waits for ever after what it submitted: the next form is a new one.
  const effects: readonly Effect[] = isHosted ? ASK : [{ do: 'open-form' }];
  return [next, isOver ? [CLOSE, ...effects] : effects];
}

function noticeOf(state: PopupState): Notice | null {
  switch (state.kind) {
    case 'signed-out':
      return state.form === 'no-tenant' ? null : state.notice;
    case 'failed':
      return state.notice;
    case 'submitted':
      return { kind: 'sign-in-failed' };
    case 'in-window':
      return state.outcome;
    case 'signing-out':
      return state.answer?.notice ?? null;
    case 'opening':
    case 'signed-in':
      return null;
  }
}

function onSettings(state: PopupState, fits: boolean): Step {
  if (fits) return [state, state.kind === 'failed' ? [] : [READ]];
  switch (state.kind) {
    case 'signed-out':
      return [{ ...state, form: state.form === 'ready' ? 'opening' : state.form }, [CLOSE, READ]];
    case 'submitted':
      return [signedOut('opening'), [CLOSE, READ]];
    case 'opening':
    case 'in-window':
    case 'signed-in':
    case 'signing-out':
    case 'failed':
      return [state, [CLOSE, READ]];
  }
}

type FormEvent = Extract<PopupEvent, { type: `form-${string}` }>;

function onForm(state: PopupState, event: Exclude<FormEvent, { type: 'form-failed' }>): Step {
  switch (state.kind) {
    case 'signed-out':
      return onOpenForm(state, event);
    case 'submitted':
      if (event.type === 'form-saved') return [{ kind: 'submitted', isSaved: true }, [READ]];
      // Another popup might have signed in since.
      if (event.type === 'form-refused') return [signedOut('ready'), [READ]];
      return [state, []];
    case 'opening':
    case 'in-window':
    case 'signed-in':
    case 'signing-out':
    case 'failed':
      return [state, []];
  }
}

function onOpenForm(state: SignedOut, event: Exclude<FormEvent, { type: 'form-failed' }>): Step {
  switch (event.type) {
    case 'form-ready':
      return [
        { ...state, form: 'ready', isLeaving: false, isRequested: false },
        [{ do: 'mark', name: 'login-ready' }, ...ASK],
      ];
    case 'form-hosted':
      if (state.isRequested) return openWindow({});
      return [{ ...state, form: 'absent', isLeaving: false }, ASK];
    case 'form-without-tenant':
      return [
        { ...signedOut('no-tenant'), notice: { kind: 'no-tenant', domain: event.domain } },
        [CLOSE, { do: 'watch-focus' }],
      ];
    case 'form-submitted':
      return [{ kind: 'submitted', isSaved: false }, []];
    case 'form-needs-window':
      return openWindow(event.parameters);
    case 'form-saved':
      return [state, [READ]];
    case 'form-refused':
      return [state, []];
  }
}

/** A sign-in, or the form itself, failed in a way that Lock has no words for. */
function onFormFailure(state: PopupState, error: LatchkeyError): Step {
  const note: Effect = { do: 'note', event: { kind: 'sign-in-failed', code: error.code } };
  const isOpen = state.kind === 'signed-out' || state.kind === 'submitted';
  if (!isOpen) return [state, [CLOSE, note]];
  const wasOpening = state.kind === 'signed-out' && state.form !== 'ready';
  const silent: Effect[] = wasOpening ? [{ do: 'sign-in-silently' }] : [];
  if (state.kind === 'signed-out' && state.isLeaving) {
    const notice = state.notice ?? ({ kind: 'signed-out-here', error } as const);
    return [{ ...state, form: 'absent', notice }, [CLOSE, note, ...silent]];
  }
  return [failed(error), [CLOSE, note, { do: 'log', error }, ...silent]];
}

function openWindow(parameters: WindowParameters): Step {
  return [{ kind: 'in-window', outcome: null }, [{ do: 'open-window', parameters }]];
}

function onWindow(state: PopupState, event: Extract<PopupEvent, { type: `window-${string}` }>): Step {
  if (state.kind !== 'in-window') {
    // Who is signed in by now is not to be told later that a window was closed.
    const isOutdated = state.kind === 'signed-in' && event.type === 'window-failed';
    return [state, isOutdated ? [{ do: 'drop-sign-in-status' }] : []];
  }
  if (event.type !== 'window-failed')
    return [{ kind: 'in-window', outcome: { kind: 'sign-in-failed' } }, [READ]];
  const { error, cookiesOf } = event;
  const note: Effect = { do: 'note', event: { kind: 'sign-in-failed', code: error.code } };
  return [
    { kind: 'in-window', outcome: { kind: 'failed', error, cookiesOf } },
    [
      // The background notes what it knows of; not that it gave no answer.
      ...(error.code === 'extension-failed' ? [note] : []),
      // Shown here, so the next popup need not show it.
      { do: 'drop-sign-in-status' },
      READ,
    ],
  ];
}

type SignOutEvent = Extract<PopupEvent, { type: 'signed-out' | 'sign-out-failed' | 'sign-out-had-failed' }>;

function onSignOut(state: PopupState, event: SignOutEvent): Step {
  switch (event.type) {
    case 'signed-out': {
      const { leftBehind, domain } = event;
      const notice: Notice | null =
        leftBehind.length === 0 ? null : { kind: 'left-behind', leftBehind, domain };
      if (state.kind === 'signing-out') return [{ kind: 'signing-out', answer: { notice } }, [READ]];
      return [notice === null ? state : withNotice(state, notice), []];
    }
    case 'sign-out-failed': {
      const note: Effect = { do: 'note', event: { kind: 'sign-out-failed', code: event.error.code } };
      return [state.kind === 'signing-out' ? failed(event.error, false) : state, [note]];
    }
    case 'sign-out-had-failed':
      return [state.kind === 'signed-in' ? failed(event.error, false) : state, []];
  }
}

function signedOut(form: SignedOut['form']): SignedOut {
  return { kind: 'signed-out', form, notice: null, isLeaving: false, isRequested: false };
}

function failed(error: LatchkeyError, canSignIn = true): Extract<PopupState, { kind: 'failed' }> {
  return { kind: 'failed', error, canSignIn, notice: null };
}

/** Says `notice` above the form, or instead of why the session is over. */
function withNotice(state: PopupState, notice: Notice): PopupState {
  const isShown = state.kind === 'signed-out' && state.form !== 'no-tenant';
  const isOver = state.kind === 'failed' && state.error.code === 'interaction-required';
  return isShown || isOver ? { ...state, notice } : state;
}

type RequestEvent = Extract<PopupEvent, { type: `${string}-requested` }>;

function onRequest(state: PopupState, event: RequestEvent, build: PopupBuild): Step {
  switch (state.kind) {
    case 'opening':
    case 'submitted':
    case 'signing-out':
      return [state, []];
    case 'signed-in':
      if (event.type !== 'sign-out-requested') return [state, []];
      return [
        { kind: 'signing-out', answer: null },
        [{ do: 'sign-out', chooseAccount: event.chooseAccount }],
      ];
    case 'in-window':
      return event.type === 'sign-in-requested' && !build.isHosted ? openForm(false) : [state, []];
    case 'signed-out':
      if (event.type === 'window-requested') return openWindow({});
      if (event.type !== 'sign-in-requested' || hasForm(state)) return [state, []];
      return build.isHosted ? openWindow({}) : openForm(true);
    case 'failed':
      if (event.type === 'retry-requested') return [OPENING, [CLOSE, { do: 'read-status-anew' }]];
      if (!state.canSignIn || event.type === 'sign-out-requested') return [state, []];
      return event.type === 'window-requested' || build.isHosted ? openWindow({}) : openForm(true);
  }
}

function hasForm({ form }: SignedOut): boolean {
  return form === 'opening' || form === 'ready';
}

/** A form beside a window is a new one, because Lock waits for its window for ever. */
function openForm(isRequested: boolean): Step {
  return [{ ...signedOut('opening'), isRequested }, [CLOSE, { do: 'open-form' }]];
}
