/** All items that the extension stores. The prefix `latchkey.` separates them from items of a host extension. */
import { type LatchkeyError, parseError, serializeError } from '../errors.ts';
import { NO_OPTIONS, type Options, parseOptions, toStoredOptions } from '../settings/options.ts';
import { type Draft, EMPTY_DRAFT, parseDraft } from './draft.ts';
import { type JournalEntry, parseJournal } from './journal.ts';
import { type AttemptRecord, parseAttemptRecord, serializeAttemptRecord } from './renewal-attempts.ts';
import type { ItemDeclaration } from './stored-item.ts';
import { type CachedValue, parseCachedValue } from './tenant-cache.ts';
import { type ActionNumbers, NO_ACTIONS, parseActionNumbers } from './user-actions.ts';

/**
 * Storage key of the session, in the configured area. Also the name of the Web Lock that a context holds to change the session.
 * It has no `ItemDeclaration`, because its tokens are encrypted and a record that can't be used differs from no record.
 */
export const SESSION_KEY = 'latchkey.session';

/** Storage key of a quarantined record: its tokens couldn't be decrypted, or it couldn't be parsed when a session replaced it. */
export const QUARANTINED_SESSION_KEY = 'latchkey.session.quarantined';

/** Storage key of the sign-out mark, in `local`. While it is set, there is no silent sign-in. The next sign-in removes it. */
export const SIGNED_OUT_KEY = 'latchkey.signed-out';

/** Storage key of a temporary value that tests whether the session could be saved. */
export const WRITE_TEST_KEY = 'latchkey.write-test';

/** The property of the session's record that `encrypted-storage.ts` encrypts. */
export const SECRET_PROPERTY = 'tokens';

/**
 * Properties of the session's record that aren't bound to its tokens: when to renew them, and whether they ended. If any other
 * property changes, the tokens can't be decrypted.
 */
export const UNBOUND_PROPERTIES = ['createdAt', 'expiresAt', 'renewAt', 'end'] as const;

/** The user's choices on the options page. */
export const OPTIONS: ItemDeclaration<Options> = {
  key: 'latchkey.options',
  area: 'local',
  parse: parseOptions,
  default: NO_OPTIONS,
  serialize: toStoredOptions,
  onWriteFailure: 'reject',
};

/** State of the form when the popup closed. */
export const DRAFT: ItemDeclaration<Draft> = {
  key: 'latchkey.draft',
  area: 'session',
  parse: parseDraft,
  default: EMPTY_DRAFT,
  onWriteFailure: 'log',
};

/** The events that the diagnostics page shows. */
export const JOURNAL: ItemDeclaration<readonly JournalEntry[]> = {
  key: 'latchkey.journal',
  area: 'local',
  parse: parseJournal,
  default: [],
  onWriteFailure: 'log',
};

/** Numbers of the user's sign-ins and sign-outs: the last one begun and the last one completed. */
export const USER_ACTIONS: ItemDeclaration<ActionNumbers> = {
  key: 'latchkey.user-actions',
  area: 'session',
  parse: parseActionNumbers,
  default: NO_ACTIONS,
  onWriteFailure: 'log',
};

/**
 * Why the last sign-in in a window failed, or what a sign-out from the menu couldn't end at the tenant. The next popup shows it.
 */
export const SIGN_IN_FAILURE: ItemDeclaration<LatchkeyError | null> = {
  key: 'latchkey.sign-in-failure',
  area: 'session',
  parse: parseError,
  default: null,
  serialize: serializeOrNull,
  onWriteFailure: 'log',
};

/** Why a sign-out from the menu failed. The session is still stored. */
export const SIGN_OUT_FAILURE: ItemDeclaration<LatchkeyError | null> = {
  key: 'latchkey.sign-out-failure',
  area: 'session',
  parse: parseError,
  default: null,
  serialize: serializeOrNull,
  onWriteFailure: 'log',
};

/** Failed attempts to renew the session. */
export const RENEWAL_ATTEMPTS: ItemDeclaration<AttemptRecord | null> = {
  key: 'latchkey.renewal-attempts',
  area: 'session',
  parse: parseAttemptRecord,
  default: null,
  serialize: serializeAttemptRecord,
  onWriteFailure: 'log',
};

/** The tenant's public keys. */
export const TENANT_KEYS: ItemDeclaration<CachedValue | null> = {
  key: 'latchkey.keys',
  area: 'local',
  parse: parseCachedValue,
  default: null,
  onWriteFailure: 'log',
};

/** The application's settings that Lock needs. */
export const CLIENT_SETTINGS: ItemDeclaration<CachedValue | null> = {
  key: 'latchkey.settings',
  area: 'local',
  parse: parseCachedValue,
  default: null,
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
  parse: parseSettingsChange,
  default: null,
  onWriteFailure: 'reject',
};

/** ID of the last session whose end the user was notified about. */
export const REMINDED_SESSION: ItemDeclaration<string | null> = {
  key: 'latchkey.reminded',
  area: 'local',
  parse: parseText,
  default: null,
  onWriteFailure: 'reject',
};

function serializeOrNull(error: LatchkeyError | null): unknown {
  return error && serializeError(error);
}

function parseText(stored: unknown): string | undefined {
  return typeof stored === 'string' ? stored : undefined;
}

function parseSettingsChange(stored: unknown): SettingsChange | undefined {
  const { name, since, isTried }: Record<string, unknown> = { ...Object(stored) };
  if (typeof name !== 'string' || typeof since !== 'number') return undefined;
  return { name, since, isTried: isTried === true };
}
