import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../../src/sdk/session/status.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { statusAtOpening } from '../../../src/sdk/storage/open-session-store.ts';
import { prefetchSession, takePrefetched } from '../../../src/sdk/storage/prefetch-session.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { unitRecord, unitSession, unitSignedIn } from '../../support/unit/session.ts';

const PREFETCHED = { kind: 'signed-in', session: unitSession() } as const;
const LATER = unitSignedIn({ id: 'read-later' });
/** The status of the record that is read without `prefetchSession`. */
const READ = { kind: 'signed-in', session: LATER.session };
const FROM_STORE: SessionStatus = { kind: 'signed-out' };

const status = vi.fn(async () => FROM_STORE);
const opening = (config = unitConfig()) => statusAtOpening({ status }, config, () => {});

/** Prefetches the session from a storage with this response. Returns a function that changes the storage. */
function prefetch(respond: () => Promise<object> = async () => ({ [SESSION_KEY]: unitRecord() })) {
  const listeners: (() => void)[] = [];
  const onChanged = { addListener: (listener: () => void) => listeners.push(listener) };
  vi.stubGlobal('chrome', { storage: { local: { get: respond, onChanged } } });
  prefetchSession();
  return () => listeners.map((listener) => listener());
}

beforeEach(async () => {
  resetFakeBrowser();
  for (const area of [fakeBrowser.storage.local, fakeBrowser.storage.session])
    await area.set({ [SESSION_KEY]: unitRecord(LATER) });
  // Removes the record of the previous test.
  await takePrefetched();
  status.mockClear();
});

describe('statusAtOpening', () => {
  it('returns the status of the prefetched record once', async () => {
    prefetch();
    const readStatus = opening();
    expect(await readStatus()).toEqual(PREFETCHED);
    expect(await readStatus()).toBe(FROM_STORE);
  });

  it('returns signed-out without asking the store if no session is stored', async () => {
    prefetch(async () => ({}));
    expect(await opening()()).toEqual({ kind: 'signed-out' });
    expect(status).not.toHaveBeenCalled();
  });

  it('reads the record if the browser does not respond', async () => {
    vi.useFakeTimers();
    prefetch(() => new Promise(() => {}));
    const first = opening()();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await first).toEqual(READ);
    vi.useRealTimers();
  });

  it('reads the record if the storage has changed since', async () => {
    const change = prefetch();
    const first = opening()();
    change();
    expect(await first).toEqual(READ);
  });

  it('reads the record of a session in memory', async () => {
    prefetch();
    expect(await opening(unitConfig({ storage: 'session' }))()).toEqual(READ);
  });

  it('reads the record if it was not prefetched', async () => {
    vi.stubGlobal('chrome', undefined);
    prefetchSession();
    expect(await opening()()).toEqual(READ);
  });

  it("returns the store's status if the storage fails", async () => {
    prefetch(() => Promise.reject(new Error('disk')));
    fakeBrowser.storage.local.failure = new Error('disk');
    expect(await opening()()).toBe(FROM_STORE);
  });

  it.each<[string, SessionStatus, number]>([
    ['another application is active', FROM_STORE, 1],
    ['its own application is active', PREFETCHED, 0],
  ])('does not wait for the settings, and calls correct only if %s', async (_name, checked, calls) => {
    prefetch();
    let resolve = (_status: SessionStatus) => {};
    const settings = new Promise<SessionStatus>((done) => (resolve = done));
    const correct = vi.fn();
    expect(await statusAtOpening({ status: () => settings }, unitConfig(), correct)()).toEqual(PREFETCHED);
    resolve(checked);
    await settings;
    expect(correct).toHaveBeenCalledTimes(calls);
  });
});
