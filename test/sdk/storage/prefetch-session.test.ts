import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../../src/sdk/session/status.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { afterPrefetch, prefetchSession } from '../../../src/sdk/storage/prefetch-session.ts';
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

describe('the prefetched session', () => {
  const status = vi.fn(async () => FROM_STORE);
  const source = { read: async () => unitRecord(READ), isPrefetched: true, correct: () => {} };
  afterEach(async () => {
    // What a test did not take is not for the next one.
    await afterPrefetch(status, source)();
    vi.unstubAllGlobals();
    status.mockClear();
  });

  it('is the first status, without a second read', async () => {
    stubStorage(async () => KEPT);
    prefetchSession();
    expect(await afterPrefetch(status, source)()).toEqual(FROM_FIRST_READ);
  });

  it('is signed out if no session is stored', async () => {
    stubStorage(async () => ({}));
    prefetchSession();
    expect(await afterPrefetch(status, source)()).toEqual({ kind: 'signed-out' });
    expect(status).not.toHaveBeenCalled();
  });

  it('is skipped if the browser does not respond', async () => {
    vi.useFakeTimers();
    stubStorage(() => new Promise(() => {}));
    prefetchSession();
    const taken = afterPrefetch(status, source)();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await taken).toEqual(FROM_READ);
    vi.useRealTimers();
  });

  it('is used once', async () => {
    stubStorage(async () => KEPT);
    prefetchSession();
    const read = afterPrefetch(status, source);
    await read();
    expect(await read()).toBe(FROM_STORE);
  });

  it('is not used if something changed while it was read', async () => {
    let answer = (_values: Record<string, unknown>) => {};
    const { change } = stubStorage(() => new Promise((resolve) => (answer = resolve)));
    prefetchSession();
    const taken = afterPrefetch(status, source)();
    change();
    answer(KEPT);
    expect(await taken).toEqual(FROM_READ);
  });

  it('is read by the store again if it fails, which then reports the reason', async () => {
    stubStorage(() => Promise.reject(new Error('no disk')));
    prefetchSession();
    const read = () => Promise.reject(new Error('no disk'));
    expect(await afterPrefetch(status, { ...source, read })()).toBe(FROM_STORE);
  });

  it.each<[string, SessionStatus, number]>([
    ['another application is active', FROM_STORE, 1],
    ['its own application is active', { kind: 'signed-in', session: unitSignedIn().session }, 0],
  ])('does not wait for settings, and is corrected only if %s', async (_name, checked, corrections) => {
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

  it('is not used for a session in memory', async () => {
    stubStorage(async () => KEPT);
    prefetchSession();
    expect(await afterPrefetch(status, { ...source, isPrefetched: false })()).toEqual(FROM_READ);
  });

  it('is read by the store if it was not requested', async () => {
    vi.stubGlobal('chrome', undefined);
    prefetchSession();
    expect(await afterPrefetch(status, source)()).toEqual(FROM_READ);
  });
});
