import { toBase64url } from '../base64url.ts';
import { withLock } from '../browser/optional-api.ts';
import { LatchkeyError } from '../errors.ts';
import { parseSignedIn, parseStoredSession, parseStoredTokens } from '../session/parse.ts';
import {
  belongsTo,
  type RemovedSession,
  type Session,
  type SignedIn,
  type SignInRequest,
} from '../session/session.ts';
import { QUARANTINED_SESSION_KEY, SESSION_KEY, SIGNED_OUT_KEY, WRITE_TEST_KEY } from './items.ts';
import { createSessionReader } from './open-session-store.ts';
import type { StorageAdapter } from './storage-adapter.ts';

/** Bytes by which a renewed session can be larger, because its ID token might have new claims. */
const GROWTH = 4_096;

/** Most bytes that `crypto.getRandomValues` returns. https://www.w3.org/TR/webcrypto/#Crypto-method-getRandomValues */
const MAX_RANDOM_BYTES = 65_536;

/** Dependencies of a session store. */
export interface SessionStoreDeps {
  /** Returns the active configuration, which determines whether the session applies. Must not reject. */
  readonly active: () => Promise<SignInRequest>;
  /** The same storage with the tokens decrypted. Default: `storage`. */
  readonly secrets?: StorageAdapter;
  /** Storage of the sign-out mark. It must persist when the browser closes. Default: `storage`. */
  readonly marks?: StorageAdapter;
  /** Reads the tokens' encryption key. */
  readonly readKey?: () => Promise<unknown>;
  /** Returns the Unix time in milliseconds. */
  readonly now?: () => number;
  /** Called with each sign-in that another one replaced. Its tokens are still valid. */
  readonly onReplaced?: (signedIn: SignedIn) => void;
}

export type SessionStore = ReturnType<typeof createSessionStore>;

/** Returns the store of the session in `storage`. Methods reject with `storage-failed` unless they say otherwise. */
export function createSessionStore(
  storage: StorageAdapter,
  { active, secrets = storage, marks = storage, now = Date.now, ...deps }: SessionStoreDeps,
) {
  const reader = createSessionReader(storage, { active, now });
  const locked = <T>(action: () => Promise<T>) => withLock(SESSION_KEY, action);
  const find = async () => parseStoredSession(await storage.get(SESSION_KEY));
  const readAny = async () => parseSignedIn(await secrets.get(SESSION_KEY));
  /** Returns whether the user has signed out since the last sign-in. Never rejects: returns `true` if the storage fails. */
  const hasUserSignedOut = async () => {
    try {
      return (await marks.get(SIGNED_OUT_KEY)) !== undefined;
    } catch {
      return true;
    }
  };
  const write = async ({ session, tokens }: SignedIn) => {
    try {
      const stored = await storage.get(SESSION_KEY);
      if (parseStoredSession(stored).kind === 'damaged') await storage.set(QUARANTINED_SESSION_KEY, stored);
      await marks.remove(SIGNED_OUT_KEY);
      await secrets.set(SESSION_KEY, { ...session, tokens });
    } catch (cause) {
      throw failed('not-saved', cause);
    }
  };
  const replace = async (signedIn: SignedIn) => {
    // If the tokens can't be read, they can't be revoked. If no session is stored, nothing is decrypted before the save.
    const isReplacing = (await find().catch(() => null))?.kind === 'valid';
    const replaced = isReplacing ? await readAny().catch(() => null) : null;
    await write(signedIn);
    if (replaced !== null) deps.onReplaced?.(replaced);
  };
  const findRemoved = async (): Promise<RemovedSession> => {
    try {
      const stored = (await storage.get(SESSION_KEY)) ?? (await storage.get(QUARANTINED_SESSION_KEY));
      const found = parseStoredSession(stored);
      if (found.kind !== 'valid') return { kind: 'none' };
      const signedIn = await readAny().catch(() => null);
      if (signedIn !== null) return { kind: 'signed-in', signedIn };
      return { kind: hadRefreshToken(found.session) ? 'unreadable' : 'none' };
    } catch {
      return { kind: 'unreadable' };
    }
  };
  return {
    ...reader,
    /** Returns the active application's sign-in with its tokens, even if it has ended, or `null`. */
    async read(): Promise<SignedIn | null> {
      try {
        const signedIn = await readAny();
        return signedIn !== null && belongsTo(signedIn.session, await active()) ? signedIn : null;
      } catch (cause) {
        throw failed('unreadable', cause);
      }
    },
    /** Returns the stored session, whichever application it belongs to. Rejects with the storage's error. */
    async stored(): Promise<Session | null> {
      const found = await find();
      return found.kind === 'valid' ? found.session : null;
    },
    save: (signedIn: SignedIn) => locked(() => replace(signedIn)),
    /** Saves a sign-in and returns `true`, unless a user is signed in or has signed out. */
    saveIfSignedOut: (signedIn: SignedIn) =>
      locked(async () => {
        if ((await reader.status()).kind !== 'signed-out' || (await hasUserSignedOut())) return false;
        await replace(signedIn);
        return true;
      }),
    /**
     * Saves a changed session, or one that replaces the session `currentId`, and returns `true`, if that session is still stored.
     */
    saveIfCurrent: (signedIn: SignedIn, currentId: string = signedIn.session.id) =>
      locked(async () => {
        const found = await find().catch((cause: unknown) => {
          throw failed('not-saved', cause);
        });
        if (found.kind !== 'valid' || found.session.id !== currentId) return false;
        await (currentId === signedIn.session.id ? write : replace)(signedIn);
        return true;
      }),
    /** Removes the session of any application because the user signs out, and returns it. */
    remove: () =>
      locked(async () => {
        const removed = await findRemoved();
        await removeOnSignOut(storage, marks);
        return removed;
      }),
    /** Resolves if a session as large as the stored one, or a little larger, can be saved. */
    async assertWritable(): Promise<void> {
      try {
        const { length } = JSON.stringify((await storage.get(SESSION_KEY)) ?? null);
        // No disk can compress random bytes.
        const bytes = new Uint8Array(Math.min(length + GROWTH, MAX_RANDOM_BYTES));
        await storage.set(WRITE_TEST_KEY, toBase64url(crypto.getRandomValues(bytes)));
        // Frees the space for the session.
        await storage.remove(WRITE_TEST_KEY);
      } catch (cause) {
        throw failed('not-writable', cause);
      }
    },
    /**
     * Quarantines the active application's session if its tokens can't be decrypted, and returns whether it did. The user is then
     * signed out. Rejects with the error of the storage or the key.
     */
    reconcile: () =>
      locked(async () => {
        const stored = await storage.get(SESSION_KEY);
        const found = parseStoredSession(stored);
        if (found.kind !== 'valid' || !belongsTo(found.session, await active())) return false;
        if (parseStoredTokens(await secrets.get(SESSION_KEY)) !== null) return false;
        // The record was written without the lock in between, for example by a later version. The next call decides about it.
        if (JSON.stringify(await storage.get(SESSION_KEY)) !== JSON.stringify(stored)) return false;
        await storage.set(QUARANTINED_SESSION_KEY, stored);
        await storage.remove(SESSION_KEY);
        return true;
      }),
    /** Reads the tokens' encryption key in advance. Never rejects: the next save reads it again. */
    async prepare(): Promise<void> {
      await deps.readKey?.().catch(() => {});
    },
    hasUserSignedOut,
  };
}

async function removeOnSignOut(storage: StorageAdapter, marks: StorageAdapter): Promise<void> {
  const setMark = () => marks.set(SIGNED_OUT_KEY, true);
  // The mark is set first, so that no listener of the removal signs the user in again silently.
  const [marked, removed] = await Promise.allSettled([
    setMark(),
    storage.remove(SESSION_KEY),
    storage.remove(QUARANTINED_SESSION_KEY),
  ]);
  if (removed.status === 'rejected') throw failed('not-removed', removed.reason);
  if (marked.status === 'fulfilled') return;
  // The removal has freed space, so this tries again. If it fails, the user might be signed in again silently.
  await setMark().catch((error: unknown) => console.error('The sign-out could not be stored.', error));
}

/** Returns whether the session has a refresh token. It has none if the tenant has ended it or if it was never renewable. */
function hadRefreshToken({ renewAt, end }: Session): boolean {
  return renewAt !== null || (end !== null && end !== 'ended');
}

/** Returns the error. The reason is `blocked` if a setting of the browser blocks IndexedDB, as in Firefox's private windows. */
function failed(
  reason: 'not-saved' | 'not-removed' | 'not-writable' | 'unreadable',
  cause: unknown,
): LatchkeyError {
  const isBlocked =
    cause instanceof DOMException && ['SecurityError', 'InvalidStateError'].includes(cause.name);
  return new LatchkeyError('storage-failed', { reason: isBlocked ? 'blocked' : reason }, { cause });
}
