import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../../src/sdk/session/status.ts';
import { afterPrefetch, prefetchSession } from '../../../src/sdk/storage/prefetch-session.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/session-record.ts';
import { unitRecord, unitSignedIn } from '../../support/unit/session.ts';

/** The browser's storage on disk, whose answers the test gives. */
function stubStorage(answer: () => Promise<Record<string, unknown>>) {
  const listeners: (() => void)[] = [];
  const get = vi.fn((_key: string) => answer());
  const onChanged = { addListener: (listener: () => void) => listeners.push(listener) };
  vi.stubGlobal('chrome', { storage: { local: { get, onChanged } } });
  return {
    get,
    change: () => {
      for (const listener of listeners) listener();
    },
  };
}

const KEPT = { [SESSION_KEY]: unitRecord() };
const FROM_FIRST_READ = { kind: 'signed-in', session: unitSignedIn().session };
/** What lies in the storage when it is read without `prefetchSession`. */
const READ = unitSignedIn({ id: 'read-later' });
const FROM_READ = { kind: 'signed-in', session: READ.session };
const FROM_STORE: SessionStatus = { kind: 'signed-out' };

describe('the first read of the session', () => {
  const status = vi.fn(async () => FROM_STORE);
  const source = { read: async () => unitRecord(READ), isPrefetched: true, correct: () => {} };
  afterEach(async () => {
    // What a test did not take is not for the next one.
    await afterPrefetch(status, source)();
    vi.unstubAllGlobals();
    status.mockClear();
  });

  it('is the first status, without another question to the storage', async () => {
    stubStorage(async () => KEPT);
    prefetchSession();
    expect(await afterPrefetch(status, source)()).toEqual(FROM_FIRST_READ);
  });

  it('is nobody where nobody is signed in', async () => {
    stubStorage(async () => ({}));
    prefetchSession();
    expect(await afterPrefetch(status, source)()).toEqual({ kind: 'signed-out' });
    expect(status).not.toHaveBeenCalled();
  });

  it('is not waited for if the browser does not answer it', async () => {
    vi.useFakeTimers();
    stubStorage(() => new Promise(() => {}));
    prefetchSession();
    const taken = afterPrefetch(status, source)();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await taken).toEqual(FROM_READ);
    vi.useRealTimers();
  });

  it('counts once', async () => {
    stubStorage(async () => KEPT);
    prefetchSession();
    const read = afterPrefetch(status, source);
    await read();
    expect(await read()).toBe(FROM_STORE);
  });

  it('does not count where something has changed while it was waited for', async () => {
    let answer = (_values: Record<string, unknown>) => {};
    const { change } = stubStorage(() => new Promise((resolve) => (answer = resolve)));
    prefetchSession();
    const taken = afterPrefetch(status, source)();
    change();
    answer(KEPT);
    expect(await taken).toEqual(FROM_READ);
  });

  it('leaves it to the store where it fails, which then says why', async () => {
    stubStorage(() => Promise.reject(new Error('no disk')));
    prefetchSession();
    const read = () => Promise.reject(new Error('no disk'));
    expect(await afterPrefetch(status, { ...source, read })()).toBe(FROM_STORE);
  });

  it.each<[string, SessionStatus, number]>([
    ['another application is active', FROM_STORE, 1],
    ['its own application is active', { kind: 'signed-in', session: unitSignedIn().session }, 0],
  ])('waits for no settings, and is corrected only if %s', async (_name, checked, corrections) => {
    stubStorage(async () => KEPT);
    prefetchSession();
    let settle = (_status: SessionStatus) => {};
    const settings = new Promise<SessionStatus>((resolve) => (settle = resolve));
    const correct = vi.fn();
    const opening = afterPrefetch(() => settings, { ...source, correct });
    expect(await opening()).toEqual(FROM_FIRST_READ);
    settle(checked);
    await settings;
    expect(correct).toHaveBeenCalledTimes(corrections);
  });

  it('does not count for a session that is kept in memory alone', async () => {
    stubStorage(async () => KEPT);
    prefetchSession();
    expect(await afterPrefetch(status, { ...source, isPrefetched: false })()).toEqual(FROM_READ);
  });

  it('is read anew where nothing was asked for', async () => {
    vi.stubGlobal('chrome', undefined);
    prefetchSession();
    expect(await afterPrefetch(status, source)()).toEqual(FROM_READ);
  });
});
