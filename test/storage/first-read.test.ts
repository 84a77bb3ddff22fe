import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../src/session/status.ts';
import { afterFirstRead, beginFirstRead } from '../../src/storage/first-read.ts';
import { SESSION_KEY } from '../../src/storage/session-store.ts';
import { unitConfig } from '../support/unit-config.ts';
import { unitRecord, unitSignedIn } from '../support/unit-session.ts';

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
const FROM_STORE: SessionStatus = { kind: 'signed-out' };

describe('the first read of the session', () => {
  const status = vi.fn(async () => FROM_STORE);
  afterEach(async () => {
    // What a test did not take is not for the next one.
    await afterFirstRead(status, unitConfig())();
    vi.unstubAllGlobals();
    status.mockClear();
  });

  it('is the first status, without another question to the storage', async () => {
    stubStorage(async () => KEPT);
    beginFirstRead();
    expect(await afterFirstRead(status, unitConfig())()).toEqual(FROM_FIRST_READ);
    expect(status).not.toHaveBeenCalled();
  });

  it('is nobody where nobody is signed in', async () => {
    stubStorage(async () => ({}));
    beginFirstRead();
    expect(await afterFirstRead(status, unitConfig())()).toEqual({ kind: 'signed-out' });
    expect(status).not.toHaveBeenCalled();
  });

  it('counts once', async () => {
    stubStorage(async () => KEPT);
    beginFirstRead();
    const read = afterFirstRead(status, unitConfig());
    await read();
    expect(await read()).toBe(FROM_STORE);
  });

  it('does not count where something has changed before it was taken', async () => {
    const { change } = stubStorage(async () => KEPT);
    beginFirstRead();
    change();
    expect(await afterFirstRead(status, unitConfig())()).toBe(FROM_STORE);
  });

  it('does not count where something has changed while it was waited for', async () => {
    let answer = (_values: Record<string, unknown>) => {};
    const { change } = stubStorage(() => new Promise((resolve) => (answer = resolve)));
    beginFirstRead();
    const taken = afterFirstRead(status, unitConfig())();
    change();
    answer(KEPT);
    expect(await taken).toBe(FROM_STORE);
  });

  it('leaves it to the store where it fails, which then says why', async () => {
    stubStorage(() => Promise.reject(new Error('no disk')));
    beginFirstRead();
    expect(await afterFirstRead(status, unitConfig())()).toBe(FROM_STORE);
  });

  it('does not count for a session that is kept in memory alone', async () => {
    stubStorage(async () => KEPT);
    beginFirstRead();
    expect(await afterFirstRead(status, unitConfig({ storage: 'session' }))()).toBe(FROM_STORE);
  });

  it('leaves it to the store where nothing was asked for', async () => {
    vi.stubGlobal('chrome', undefined);
    beginFirstRead();
    expect(await afterFirstRead(status, unitConfig())()).toBe(FROM_STORE);
  });
});
