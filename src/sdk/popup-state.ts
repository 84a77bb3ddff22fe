import { LatchkeyError, sessionOver } from './errors.ts';
import { BACKGROUND_REQUESTS, onForm, onWindow, openForm, openWindow } from './popup-form-events.ts';
import {
  type Effect,
  failed,
  hasForm,
  type Notice,
  OPENING,
  type PopupBuild,
  type PopupEvent,
  type PopupState,
  type Step,
  signedOut,
} from './popup-model.ts';
import type { Session } from './session/session.ts';
import type { SessionStatus } from './session/status.ts';

const READ: Effect = { do: 'read-status' };
const CLOSE: Effect = { do: 'close-form' };

/** Returns the next state and the effects to run. Pure. Handles every pair of state and event. */
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
    case 'form-failed':
      return onForm(state, event);
    case 'window-done':
    case 'window-failed':
      return onWindow(state, event);
    case 'signed-out':
    case 'sign-out-failed':
    case 'sign-out-had-failed':
      return onSignOut(state, event);
    case 'sign-in-status-changed':
      return [state, state.kind === 'signed-out' ? [{ do: 'request-sign-in-status' }] : []];
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

function onStatus(state: PopupState, status: SessionStatus, build: PopupBuild): Step {
  switch (status.kind) {
    case 'unreadable': {
      const error = new LatchkeyError('storage-failed', { reason: 'unreadable' }, { cause: status.cause });
      return [failed(error, false), [CLOSE, { do: 'note', event: { kind: 'storage-failed' } }]];
    }
    case 'signed-in':
      // The pending sign-in or sign-out replaces this session, or fails.
      if (state.kind === 'submitted' && !state.isSaved) return [{ ...state, session: status.session }, []];
      return isPending(state) && state.kind !== 'in-window' ? [state, []] : showSession(status.session);
    case 'signed-out':
      return isPending(state) && state.kind !== 'signing-out' ? [state, []] : showForm(state, null, build);
    case 'expired':
      return isPending(state) ? [state, []] : showExpired(state, status.session, build);
  }
}

/** Returns whether a sign-in or sign-out that the user has started is still pending. */
function isPending(state: PopupState): boolean {
  switch (state.kind) {
    case 'submitted':
      return !state.isSaved;
    case 'in-window':
      return state.outcome === null;
    case 'signing-out':
      return state.result === null;
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

/** Returns the step for a session that is over. If the tenant requires its current page, the popup offers that before the form. */
function showExpired(state: PopupState, { domain, end, user }: Session, build: PopupBuild): Step {
  const error = sessionOver(end, domain);
  const remember: Effect = { do: 'remember-user', email: user.email };
  const isAbsent = state.kind !== 'signed-out' || state.form === 'absent';
  if (error.code !== 'interaction-required' || build.isHosted || !isAbsent) {
    const [next, effects] = showForm(state, { kind: 'session-over', error }, build);
    return [next, [remember, ...effects]];
  }
  const outcome = noticeOf(state);
  const notice = outcome?.kind === 'sign-in-failed' ? null : outcome;
  const requests: Effect[] = state.kind === 'failed' ? [] : [{ do: 'request-sign-in-status' }];
  return [{ ...failed(error), notice }, [CLOSE, remember, ...requests]];
}

/** Returns the step if no user is signed in: the form opens. `notice` is shown unless `state` has a more specific one. */
function showForm(state: PopupState, notice: Notice | null, { isHosted, isConfigurable }: PopupBuild): Step {
  // In a configurable build, the effect checks whether a tenant is chosen.
  const isAbsent = isHosted && !isConfigurable;
  const current = noticeOf(state);
  const open = state.kind === 'signed-out' && hasForm(state) ? state : null;
  const isOver = state.kind === 'submitted' || state.kind === 'in-window';
  const next: PopupState = {
    kind: 'signed-out',
    form: isAbsent ? 'absent' : (open?.form ?? 'opening'),
    notice: current === null || (current.kind === 'sign-in-failed' && notice !== null) ? notice : current,
    isLeaving: state.kind === 'signing-out' || (state.kind === 'signed-out' && state.isLeaving),
    isRequested: open?.isRequested ?? false,
  };
  // After a submission, Lock waits forever, so the next form is a new one.
  const effects: readonly Effect[] = isAbsent ? BACKGROUND_REQUESTS : [{ do: 'open-form' }];
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
      return state.result?.notice ?? null;
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

type SignOutEvent = Extract<PopupEvent, { type: 'signed-out' | 'sign-out-failed' | 'sign-out-had-failed' }>;

function onSignOut(state: PopupState, event: SignOutEvent): Step {
  switch (event.type) {
    case 'signed-out': {
      const { failedSteps, domain } = event;
      const notice: Notice | null =
        failedSteps.length === 0 ? null : { kind: 'left-behind', failedSteps, domain };
      if (state.kind === 'signing-out') return [{ kind: 'signing-out', result: { notice } }, [READ]];
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

/** Returns `state` with `notice`, which is shown above the form or instead of the error of a session that is over. */
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
        { kind: 'signing-out', result: null },
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
