/** All items that the extension stores. The prefix `latchkey.` separates them from items of a host extension. */
import { type LatchkeyError, parseError, serializeError } from '../errors.ts';
import { type Options, parseOptions, toStoredOptions } from '../settings/options.ts';
import { type Draft, parseDraft } from './draft.ts';
import { type JournalEntry, parseJournal } from './journal.ts';
import { type AttemptRecord, parseAttemptRecord, serializeAttemptRecord } from './renewal-attempts.ts';
import type { ItemDeclaration } from './stored-item.ts';
import { type CachedValue, parseCachedValue } from './tenant-cache.ts';
import { type ActionNumbers, parseActionNumbers } from './user-actions.ts';

/**
 * Storage key of the session, in the configured area, and name of the Web Lock that a context holds to change it. It is no
 * `ItemDeclaration`, because its tokens are encrypted and a damaged record differs from none.
 */
export const SESSION_KEY = 'latchkey.session';

/** Storage key of a quarantined record: its tokens couldn't be decrypted, or it couldn't be parsed when a session replaced it. */
export const QUARANTINED_SESSION_KEY = 'latchkey.session.quarantined';

/** Storage key of the sign-out mark, in `local`. While it is set, there is no silent sign-in. The next sign-in removes it. */
export const SIGNED_OUT_KEY = 'latchkey.signed-out';

/** Storage key of a temporary value that tests whether the session could be saved. */
export const WRITE_TEST_KEY = 'latchkey.write-test';

/** The user's choices on the options page. */
export const OPTIONS: ItemDeclaration<Options> = {
  key: 'latchkey.options',
  area: 'local',
  parse: parseOptions,
  serialize: toStoredOptions,
  onWriteFailure: 'reject',
};

/** State of the form when the popup closed. */
export const DRAFT: ItemDeclaration<Draft> = {
  key: 'latchkey.draft',
  area: 'session',
  parse: parseDraft,
  onWriteFailure: 'log',
};

/** The events that the diagnostics page shows. */
export const JOURNAL: ItemDeclaration<readonly JournalEntry[]> = {
  key: 'latchkey.journal',
  area: 'local',
  parse: parseJournal,
  onWriteFailure: 'log',
};

/** Numbers of the user's sign-ins and sign-outs: the last one begun and the last one completed. */
export const USER_ACTIONS: ItemDeclaration<ActionNumbers> = {
  key: 'latchkey.user-actions',
  area: 'session',
  parse: parseActionNumbers,
  onWriteFailure: 'log',
};

const serializeFailure = (error: LatchkeyError | null) => error && serializeError(error);

// Without a spread, because bundlers keep an unused object that has one.

/** Why the last window failed, or what a sign-out from the menu couldn't end at the tenant. The next popup shows it. */
export const SIGN_IN_FAILURE: ItemDeclaration<LatchkeyError | null> = {
  key: 'latchkey.sign-in-failure',
  area: 'session',
  parse: parseError,
  serialize: serializeFailure,
  onWriteFailure: 'log',
};

/** Why a sign-out from the menu failed. The session is still stored. */
export const SIGN_OUT_FAILURE: ItemDeclaration<LatchkeyError | null> = {
  key: 'latchkey.sign-out-failure',
  area: 'session',
  parse: parseError,
  serialize: serializeFailure,
  onWriteFailure: 'log',
};

/** Failed attempts to renew the session. */
export const RENEWAL_ATTEMPTS: ItemDeclaration<AttemptRecord | null> = {
  key: 'latchkey.renewal-attempts',
  area: 'session',
  parse: parseAttemptRecord,
  serialize: serializeAttemptRecord,
  onWriteFailure: 'log',
};

/** The tenant's public keys. */
export const TENANT_KEYS: ItemDeclaration<CachedValue | null> = {
  key: 'latchkey.keys',
  area: 'local',
  parse: parseCachedValue,
  onWriteFailure: 'log',
};

/** The application's settings that Lock needs. */
export const CLIENT_SETTINGS: ItemDeclaration<CachedValue | null> = {
  key: 'latchkey.settings',
  area: 'local',
  parse: parseCachedValue,
  onWriteFailure: 'log',
};

/** A change after which the stored session no longer fits the settings. */
export interface SettingsChange {
  readonly name: string;
  /** When the change was first detected, in Unix time in milliseconds. */
  readonly since: number;
  readonly isTried: boolean;
}

/** The last change of the settings. Written before the silent sign-in, which might end the context. */
export const SETTINGS_CHANGE: ItemDeclaration<SettingsChange | null> = {
  key: 'latchkey.settings-change',
  area: 'local',
  parse(stored) {
    const { name, since, isTried }: Record<string, unknown> = { ...Object(stored) };
    if (typeof name !== 'string' || typeof since !== 'number') return null;
    return { name, since, isTried: isTried === true };
  },
  onWriteFailure: 'reject',
};

/** ID of the last session whose end the user was notified about. */
export const REMINDED_SESSION: ItemDeclaration<string | null> = {
  key: 'latchkey.reminded',
  area: 'local',
  parse: (stored) => (typeof stored === 'string' ? stored : null),
  onWriteFailure: 'reject',
};
