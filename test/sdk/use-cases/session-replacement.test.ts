import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SignedIn } from '../../../src/sdk/session/session.ts';
import { SETTINGS_CHANGE } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { createSessionStore } from '../../../src/sdk/storage/session-store.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { createSessionReplacement } from '../../../src/sdk/use-cases/session-replacement.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { MemoryLocks } from '../../support/unit/locks.ts';
import { NOON, unitSignedIn, unitUser } from '../../support/unit/session.ts';

const MINUTE = 60_000;
const CHANGED = unitConfig({ audience: 'https://api.example/' });
const NEXT = unitSignedIn({ id: 'next', audience: 'https://api.example/' }, { refreshToken: 'next-refresh' });
const OTHER_USER = unitSignedIn({ ...NEXT.session, user: unitUser({ sub: 'auth0|other' }) });

beforeEach(() => void vi.stubGlobal('navigator', { locks: new MemoryLocks() }));

/** An extension with a session of `unitConfig` when `CHANGED` is active, whose silent sign-in brings `signedIn`. */
async function start(signedIn: SignedIn | null = NEXT, previous = unitSignedIn()) {
  const storage = memoryStorage();
  const active = { config: CHANGED };
  const clock = { now: NOON };
  const revoked: SignedIn[] = [];
  const session = createSessionStore(storage, {
    active: async () => active.config,
    now: () => clock.now,
    onReplaced: (replaced) => void revoked.push(replaced),
  });
  await session.save(previous);
  const deps = {
    session,
    change: openItem(SETTINGS_CHANGE, storage),
    signIn: vi.fn(async () => signedIn),
    revoke: (orphaned: SignedIn) => void revoked.push(orphaned),
    journal: { note: vi.fn() },
    now: () => clock.now,
  };
  const replaceSession = createSessionReplacement(deps);
  return { ...deps, active, clock, revoked, replace: () => replaceSession(active.config) };
}

describe('a session that was requested with other settings', () => {
  it('is replaced by a silent sign-in of the same user a minute later', async () => {
    const { clock, replace, journal, revoked, session, signIn } = await start();
    await expect(replace()).resolves.toBe(NOON + MINUTE);
    expect(signIn).not.toHaveBeenCalled();
    clock.now += MINUTE;
    await expect(replace()).resolves.toBeNull();
    expect(await session.read()).toEqual(NEXT);
    expect(journal.note).toHaveBeenLastCalledWith({ kind: 'signed-in', method: 'silent' });
    expect(revoked).toEqual([unitSignedIn()]);
  });

  it.each<[string, SignedIn | null, readonly SignedIn[]]>([
    ['there is no silent sign-in', null, []],
    ['another user signs in silently, who is revoked', OTHER_USER, [OTHER_USER]],
  ])('stays when %s, and is tried once', async (_name, signedIn, expected) => {
    const { active, clock, replace, journal, revoked, session, signIn } = await start(signedIn);
    for (const minutes of [0, 1, 2, 60]) {
      clock.now = NOON + minutes * MINUTE;
      await replace();
    }
    expect(signIn).toHaveBeenCalledOnce();
    expect(journal.note.mock.calls).toEqual([[{ kind: 'session-ended', end: 'settings-changed' }]]);
    expect(revoked).toEqual(expected);
    active.config = unitConfig();
    expect(await session.status()).toMatchObject({ kind: 'signed-in', session: unitSignedIn().session });
  });

  it('stays when the settings were misread for less than a minute', async () => {
    const { active, clock, replace, session, signIn } = await start();
    for (const config of [CHANGED, unitConfig(), CHANGED]) {
      active.config = config;
      await replace();
      clock.now += MINUTE - 1;
    }
    expect(signIn).not.toHaveBeenCalled();
    active.config = unitConfig();
    expect(await session.read()).toEqual(unitSignedIn());
  });

  it.each<[string, (session: Awaited<ReturnType<typeof start>>['session']) => Promise<unknown>]>([
    ['signed out', (session) => session.remove()],
    ['signed in again', (session) => session.save(unitSignedIn({ id: 'latest' }))],
  ])(
    'is not replaced when the user has %s during the silent sign-in, which is revoked',
    async (_name, act) => {
      const { clock, replace, journal, revoked, session, signIn } = await start();
      await replace();
      clock.now += MINUTE;
      signIn.mockImplementation(async () => {
        await act(session);
        return NEXT;
      });
      await replace();
      expect(journal.note).toHaveBeenCalledOnce();
      expect(revoked).toContainEqual(NEXT);
    },
  );

  it('stays when the tenant has ended it', async () => {
    const ended = unitSignedIn({ renewAt: null, expiresAt: 0, end: 'sign-in-required' });
    const { replace, journal } = await start(NEXT, ended);
    await expect(replace()).resolves.toBeNull();
    expect(journal.note).not.toHaveBeenCalled();
  });
});
