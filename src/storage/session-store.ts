import { LatchkeyError } from '../errors.ts';
import { translate } from '../i18n/translate.ts';
import { runAlone } from '../locks.ts';
import { parseStoredSession, parseStoredTokens } from '../session/parse.ts';
import type { Application, SignedIn } from '../session/session.ts';
import { type SessionStatus, statusAt } from '../session/status.ts';
import type { Storage } from './port.ts';

/** The key of the session. */
export const SESSION_KEY = 'latchkey.session';

/** Where a record goes that could not be understood, when a new session takes its place. */
export const SET_ASIDE_KEY = 'latchkey.session.set-aside';

/** The key that says that somebody signed out here, and wants to stay so until they sign in again. */
export const SIGNED_OUT_KEY = 'latchkey.signed-out';

/** The key of a value that is written to see whether anything can be. */
export const PROOF_KEY = 'latchkey.writable';

/** The property of the stored record that `encrypted-storage.ts` makes unreadable. */
export const SECRET_PROPERTY = 'tokens';

/** Whoever changes what is kept holds this lock, in whichever context: the later of two changes comes last. */
export const SESSION_LOCK = 'latchkey.session';

/** The session as the rest of the extension sees it: status in, session out, whatever the storage. */
export interface SessionStore {
  /** What the session is at this moment. Never rejects: a storage that fails is `unreadable`. */
  status(): Promise<SessionStatus>;
  /** The sign-in with its tokens, ended or not; `null` where there is none. Rejects with `storage-failed`. */
  read(): Promise<SignedIn | null>;
  /** Resolves when the session is kept. Rejects with `storage-failed`. */
  save(signedIn: SignedIn): Promise<void>;
  /** Keeps a session that nobody asked for, unless somebody is signed in or wants to stay signed out. */
  saveIfWanted(signedIn: SignedIn): Promise<boolean>;
  /**
   * Keeps what became of a session, unless that is not the one that is kept any more, and tells which it was.
   * Rejects with `storage-failed`; the former then stays.
   */
  saveChanged(signedIn: SignedIn): Promise<boolean>;
  /**
   * Resolves with the sign-in that was removed, by a person's wish, if its tokens could be read. Rejects with
   * `storage-failed` if it is still there.
   */
  remove(): Promise<SignedIn | null>;
  /** Resolves if something can be saved at this moment. Rejects with `storage-failed`. */
  proveWritable(): Promise<void>;
  /** Whether somebody signed out here since the last sign-in. Never rejects: in doubt they did. */
  isSignedOutByChoice(): Promise<boolean>;
  /** Calls `listener` after each change. Returns the undo. */
  subscribe(listener: () => void): () => void;
}

/** What the store works with. */
export interface SessionStoreTools {
  readonly secrets?: Storage;
  readonly now?: () => number;
  readonly built?: Application;
}

/**
 * Keeps the session in `storage`; `secrets` is the same one through which its tokens can be read. `now` gives
 * the time in milliseconds; `built` is the application of a session that names none.
 */
export function createSessionStore(
  storage: Storage,
  { secrets = storage, now = Date.now, built }: SessionStoreTools = {},
): SessionStore {
  const status = async (): Promise<SessionStatus> => {
    try {
      return statusAt(parseStoredSession(await storage.get(SESSION_KEY), built), now());
    } catch (cause) {
      return { kind: 'unreadable', cause };
    }
  };
  const readSecrets = async () => toSignedIn(await secrets.get(SESSION_KEY), built);
  const isSignedOutByChoice = async () => {
    try {
      return (await storage.get(SIGNED_OUT_KEY)) !== undefined;
    } catch {
      // Nobody is signed in against their wish because the storage fails; the form is there.
      return true;
    }
  };
  const write = async (signedIn: SignedIn) => {
    try {
      const stored = await storage.get(SESSION_KEY);
      if (parseStoredSession(stored, built).kind === 'damaged') await storage.set(SET_ASIDE_KEY, stored);
      await storage.remove(SIGNED_OUT_KEY);
      await secrets.set(SESSION_KEY, toRecord(signedIn));
    } catch (cause) {
      throw failed('notSaved', cause);
    }
  };
  return {
    status,
    async read() {
      try {
        return await readSecrets();
      } catch (cause) {
        throw failed('storageUnreadable', cause);
      }
    },
    save: (signedIn) => runAlone(SESSION_LOCK, () => write(signedIn)),
    saveIfWanted: (signedIn) =>
      runAlone(SESSION_LOCK, async () => {
        if ((await status()).kind !== 'signed-out' || (await isSignedOutByChoice())) return false;
        await write(signedIn);
        return true;
      }),
    saveChanged: (signedIn) =>
      runAlone(SESSION_LOCK, async () => {
        const kept = await status();
        if (kept.kind === 'unreadable') throw failed('notSaved', kept.cause);
        if (!('session' in kept) || kept.session.id !== signedIn.session.id) return false;
        await write(signedIn);
        return true;
      }),
    remove: () =>
      runAlone(SESSION_LOCK, async () => {
        // Tokens that cannot be read cannot be revoked; that keeps nobody signed in.
        const signedIn = await readSecrets().catch(() => null);
        await removeByChoice(storage);
        return signedIn;
      }),
    async proveWritable() {
      try {
        await storage.set(PROOF_KEY, now());
      } catch (cause) {
        throw failed('notWritable', cause);
      }
    },
    isSignedOutByChoice,
    subscribe: (listener) => storage.subscribe(SESSION_KEY, listener),
  };
}

async function removeByChoice(storage: Storage): Promise<void> {
  const rememberChoice = () => storage.set(SIGNED_OUT_KEY, true);
  // The choice goes first: nobody who hears of the removal signs the person in again silently.
  const [chosen, removed] = await Promise.allSettled([
    rememberChoice(),
    storage.remove(SESSION_KEY),
    storage.remove(SET_ASIDE_KEY),
  ]);
  if (removed.status === 'rejected') {
    throw failed('notRemoved', removed.reason);
  }
  if (chosen.status === 'rejected') {
    // There is more room now. If it fails still, they are signed out, but may be signed in again silently.
    await rememberChoice().catch((error: unknown) =>
      console.error('That somebody signed out could not be remembered.', error),
    );
  }
}

function toRecord({ session, tokens }: SignedIn): object {
  return { ...session, [SECRET_PROPERTY]: tokens };
}

function toSignedIn(stored: unknown, built?: Application): SignedIn | null {
  const found = parseStoredSession(stored, built);
  const tokens = parseStoredTokens(stored);
  return found.kind === 'valid' && tokens !== null ? { session: found.session, tokens } : null;
}

function failed(
  what: 'notSaved' | 'notRemoved' | 'notWritable' | 'storageUnreadable',
  cause: unknown,
): LatchkeyError {
  return new LatchkeyError('storage-failed', translate(isRefused(cause) ? 'storageBlocked' : what), {
    cause,
  });
}

/** Returns whether the browser refused IndexedDB by its settings, as Firefox does in private windows. */
function isRefused(cause: unknown): boolean {
  return cause instanceof DOMException && ['SecurityError', 'InvalidStateError'].includes(cause.name);
}
