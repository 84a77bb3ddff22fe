/** What must be so at any moment, whatever has happened. */

import {
  CLIENT_SETTINGS,
  DRAFT,
  JOURNAL,
  OPTIONS,
  PENDING_SIGN_IN,
  RENEWAL_ATTEMPTS,
  SETTINGS_CHANGE,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  TENANT_KEYS,
  USER_ACTIONS,
} from '../../src/sdk/storage/items.ts';
import {
  QUARANTINED_SESSION_KEY,
  SESSION_KEY,
  SIGNED_OUT_KEY,
  WRITE_TEST_KEY,
} from '../../src/sdk/storage/session-record.ts';
import { inPage } from './in-page.ts';
import { badgeText, type Kept, readKept } from './kept.ts';
import type { Yard } from './yard.ts';

const BADGES: readonly string[] = ['', '✓', '!', '?'];

const LOCAL_KEYS: readonly string[] = [
  ...[SESSION_KEY, QUARANTINED_SESSION_KEY, SIGNED_OUT_KEY, WRITE_TEST_KEY],
  ...[TENANT_KEYS.key, CLIENT_SETTINGS.key, JOURNAL.key, OPTIONS.key, SETTINGS_CHANGE.key],
  // The reminder's, by its value: its module can be loaded in an extension only.
  'latchkey.reminded',
];

const SESSION_KEYS: readonly string[] = [
  ...[RENEWAL_ATTEMPTS.key, DRAFT.key, SIGN_IN_FAILURE.key, PENDING_SIGN_IN.key],
  ...[SIGN_OUT_FAILURE.key, USER_ACTIONS.key],
];

/** A JWT, or the name of a token beside what it names. */
const READABLE_TOKEN = /\beyJ[\w-]{20,}|"(access|refresh|id)Token"/;

/** Console lines of the browser of which the errors have been looked at. */
export interface Seen {
  lines: number;
}

/** Throws where something is not as it must be. Errors that nobody caught count from the last look on. */
export async function expectInvariants(yard: Yard, seen: Seen): Promise<void> {
  const [kept, badge, alarms] = await Promise.all([readKept(yard), badgeText(yard), alarmsOf(yard)]);
  const faults = [
    ...(BADGES.includes(badge) ? [] : [`the badge says "${badge}"`]),
    ...(alarms <= 1 ? [] : [`there are ${alarms} alarms`]),
    ...faultsOf(kept),
    ...newErrors(yard, seen).map((line) => `nobody caught ${line}`),
  ];
  if (faults.length > 0) throw new Error(faults.join('; '));
}

/** How many alarms are set. */
async function alarmsOf(yard: Yard): Promise<number> {
  return inPage(yard.desk, async () => (await chrome.alarms.getAll()).length);
}

function faultsOf({ local, session }: Kept): string[] {
  const unknown = [
    ...Object.keys(local).filter((key) => !LOCAL_KEYS.includes(key)),
    ...Object.keys(session).filter((key) => !SESSION_KEYS.includes(key)),
  ];
  return [
    ...unknown.map((key) => `nobody knows what is kept under ${key}`),
    ...(READABLE_TOKEN.test(JSON.stringify(local)) ? ['a token that can be read is on the disk'] : []),
  ];
}

function newErrors({ browser }: Yard, seen: Seen): string[] {
  const lines = browser.output.slice(seen.lines);
  seen.lines = browser.output.length;
  // Pages of the tenant, whole or broken, are not ours, nor are Firefox's own modules, and the error pages that it has no name for.
  return lines.filter((line) => /^\[(?!http|resource:|chrome:|unknown\])[^\]]*\] uncaught: /.test(line));
}
