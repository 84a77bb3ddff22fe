import { describe, expect, it, vi } from 'vitest';
import { errorActions } from '../../src/sdk/error-actions.ts';
import { LatchkeyError, tenantUnreachable } from '../../src/sdk/errors.ts';
import type { StateMessages } from '../../src/sdk/locales/sign-in-messages.ts';
import { failed, OPENING, type PopupState, signedOut } from '../../src/sdk/popup-model.ts';
import { createSnapshots } from '../../src/sdk/snapshots.ts';
import { promiseOf } from '../support/promise-of.ts';
import { settle } from '../support/unit/settle.ts';

const error = tenantUnreachable('tenant.example', null);
const NOTED: PopupState = { ...signedOut('ready'), notice: { kind: 'session-over', error } };
const MESSAGES: StateMessages = {
  ...{ formatError: ({ code }) => code, formatNotice: ({ kind }) => kind, errorActions },
};

function openSnapshots(load: () => Promise<StateMessages> = async () => MESSAGES, isConfigurable = false) {
  const ended = new AbortController();
  const loadMessages = vi.fn(load);
  const snapshots = createSnapshots({ isHosted: false, isConfigurable }, loadMessages, ended.signal);
  const seen: string[] = [];
  snapshots.subscribe((state) => {
    const { status } = state;
    if (status === 'error') seen.push(`error: ${state.error.message}`);
    else seen.push(status === 'signed-out' ? `${status}: ${state.notice?.message ?? ''}` : status);
  });
  return { ...snapshots, seen, loadMessages, ended };
}

describe('createSnapshots', () => {
  it('begins with "loading", and returns the same object until the state changes', () => {
    const { get } = openSnapshots();
    expect(get()).toEqual({ status: 'loading', task: 'session', actions: [] });
    expect(get()).toBe(get());
  });

  it('shows a state without a message at once, and loads no messages', () => {
    const { publish, seen, loadMessages } = openSnapshots();
    publish(signedOut('ready'));
    expect(seen).toEqual(['signed-out: ']);
    expect(loadMessages).not.toHaveBeenCalled();
  });

  it('shows a state with a message as soon as messages are loaded, and the next one at once', async () => {
    const { publish, seen, loadMessages } = openSnapshots();
    publish(NOTED);
    expect(seen).toEqual([]);
    await settle();
    publish(failed(error));
    expect(seen).toEqual(['signed-out: session-over', 'error: tenant-unreachable']);
    expect(loadMessages).toHaveBeenCalledOnce();
  });

  it('skips a state that another one replaced while messages were loading', async () => {
    const [loaded, finishLoading] = promiseOf<StateMessages>();
    const { publish, seen } = openSnapshots(() => loaded);
    publish(NOTED);
    publish({ kind: 'submitted', isSaved: false, session: null });
    publish(failed(error));
    finishLoading(MESSAGES);
    await settle();
    expect(seen).toEqual(['signing-in', 'error: tenant-unreachable']);
  });

  it('uses English when messages cannot be loaded', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { publish, seen } = openSnapshots(() => Promise.reject(new TypeError('Failed to fetch')));
    publish(NOTED);
    await settle();
    publish({ ...signedOut('ready'), notice: { kind: 'sign-in-failed' } });
    expect(seen).toEqual([`signed-out: ${error.message}`, 'signed-out: Reload the page and try again.']);
  });

  it('calls the other listeners when one throws, and none after it was unsubscribed', () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { publish, subscribe } = openSnapshots();
    const unsubscribe = subscribe(() => {
      throw new Error('A bug of the page.');
    });
    const listener = vi.fn();
    subscribe(listener);
    publish(signedOut('opening'));
    unsubscribe();
    publish(OPENING);
    expect([listener.mock.calls.length, logged.mock.calls.length]).toEqual([2, 1]);
  });

  it('shows nothing after it has ended', async () => {
    const { publish, seen, ended } = openSnapshots();
    publish(NOTED);
    ended.abort();
    await settle();
    publish(OPENING);
    expect(seen).toEqual([]);
  });

  it.each([
    [true, ['sign-in', 'window', 'retry', 'options']],
    [false, ['sign-in', 'window', 'retry']],
  ])(
    'offers the options when they can correct the error: configurable %s',
    async (isConfigurable, actions) => {
      const { publish, get } = openSnapshots(undefined, isConfigurable);
      publish(failed(new LatchkeyError('client-unknown', { domain: 'tenant.example' })));
      await settle();
      expect(get().actions).toEqual(actions);
    },
  );
});
