import { hasHostPermission } from '../browser/host-permission.ts';
import type { Config } from '../config.ts';
import { belongsTo, fitsRequest, type Session, type SignedIn } from '../session/session.ts';
import { SETTINGS_CHANGE, type SettingsChange } from '../storage/items.ts';
import type { Journal } from '../storage/journal.ts';
import type { SessionStore } from '../storage/session-store.ts';
import { openItem, type StoredItem } from '../storage/stored-item.ts';
import type { Deps } from './deps.ts';
import { signInSilently } from './silent-sign-in.ts';

/**
 * Milliseconds for which changed settings must persist before the session is replaced. A policy can be misread while a browser
 * starts (https://github.com/w3c/webextensions/issues/547).
 */
const SETTLING_TIME = 60_000;

/** Dependencies of `createSessionReplacement`. */
export interface SessionReplacementDeps extends Pick<Deps, 'revoke'> {
  readonly session: Pick<SessionStore, 'status' | 'saveIfCurrent'>;
  readonly journal: Pick<Journal, 'note'>;
  /** The item `SETTINGS_CHANGE`. */
  readonly change: Pick<StoredItem<SettingsChange | null>, 'load' | 'write' | 'remove'>;
  /** Signs in silently. Resolves with `null` if that isn't possible or not wanted. */
  readonly signIn: (config: Config) => Promise<SignedIn | null>;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
}

/** Returns the session replacement of an extension. It doesn't sign in while a window is open. */
export function createReplaceSession(
  deps: Deps,
  isWindowOpen: () => boolean,
): (config: Config) => Promise<number | null> {
  return createSessionReplacement({
    ...deps,
    change: openItem(SETTINGS_CHANGE),
    async signIn(config) {
      if (!config.silent || isWindowOpen() || !(await hasHostPermission(config.domain))) return null;
      return signInSilently(config, deps);
    },
  });
}

/**
 * Returns the function that replaces a session that was requested with settings other than those of `config`. It signs the same
 * user in silently, once for each change. It resolves with when to call it again, in Unix time in milliseconds, or with `null`.
 * Until then, and if the silent sign-in fails, the session stays stored. Rejects if the storage fails.
 */
export function createSessionReplacement({
  session,
  journal,
  change,
  signIn,
  revoke,
  now = Date.now,
}: SessionReplacementDeps): (config: Config) => Promise<number | null> {
  const replace = async (previous: Session, config: Config): Promise<void> => {
    const signedIn = await signIn(config);
    if (signedIn === null) return;
    const isSameUser = signedIn.session.user.sub === previous.user.sub;
    const save = () => session.saveIfCurrent(signedIn, previous.id).catch(() => false);
    if (isSameUser && (await save())) void journal.note({ kind: 'signed-in', method: 'silent' });
    else revoke(signedIn);
  };

  return async (config) => {
    const status = await session.status();
    if (status.kind === 'unreadable') throw status.cause;
    const found = 'session' in status && belongsTo(status.session, config) ? status.session : null;
    const stored = await change.load();
    if (found === null || isRefused(found) || fitsRequest(found, config)) {
      if (stored !== null) await change.remove();
      return null;
    }
    const name = JSON.stringify([found.id, config.audience, config.scope, config.organization]);
    const known = stored !== null && stored.name === name && stored.since <= now() ? stored : null;
    const since = known?.since ?? now();
    if (known === null) void journal.note({ kind: 'session-ended', end: 'settings-changed' });
    if (known?.isTried) return null;
    const isTried = now() >= since + SETTLING_TIME;
    // Written before the attempt, because the context might end during it.
    await change.write({ name, since, isTried });
    if (!isTried) return since + SETTLING_TIME;
    await replace(found, config);
    return null;
  };
}

/** Returns whether the tenant has refused to renew the session. A silent sign-in would undo that decision. */
function isRefused({ end }: Session): boolean {
  return end !== null && end !== 'settings-changed';
}
