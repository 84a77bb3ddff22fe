/** What must be so at any moment, whatever has happened. */

import { CLIENT_SETTINGS_KEY } from '../../src/sdk/storage/client-settings-cache.ts';
import { DRAFT_KEY } from '../../src/sdk/storage/draft-store.ts';
import { JOURNAL_KEY } from '../../src/sdk/storage/journal-store.ts';
import { KEY_CACHE_KEY } from '../../src/sdk/storage/key-cache.ts';
import { RENEWAL_ATTEMPTS_KEY } from '../../src/sdk/storage/renewal-attempts.ts';
import {
  PROOF_KEY,
  QUARANTINED_SESSION_KEY,
  SESSION_KEY,
  SIGNED_OUT_KEY,
} from '../../src/sdk/storage/session-store.ts';
import { OPTIONS_KEY } from '../../src/sdk/storage/settings-store.ts';
import { SIGN_IN_NEWS_KEY, SIGN_OUT_FAILURE_KEY } from '../../src/sdk/storage/sign-in-news.ts';
import { USER_ACTIONS_KEY } from '../../src/sdk/storage/user-actions.ts';
import { SETTINGS_CHANGE_KEY } from '../../src/sdk/use-cases/session-replacement.ts';
import { inPage } from './in-page.ts';
import { badgeText, type Kept, readKept } from './kept.ts';
import type { Yard } from './yard.ts';

const BADGES: readonly string[] = ['', '✓', '!', '?'];

const LOCAL_KEYS: readonly string[] = [
  ...[SESSION_KEY, QUARANTINED_SESSION_KEY, SIGNED_OUT_KEY, PROOF_KEY],
  ...[KEY_CACHE_KEY, CLIENT_SETTINGS_KEY, JOURNAL_KEY, OPTIONS_KEY, SETTINGS_CHANGE_KEY],
  // The reminder's, by its value: its module can be loaded in an extension only.
  'latchkey.reminded',
];

const SESSION_KEYS: readonly string[] = [
  ...[RENEWAL_ATTEMPTS_KEY, DRAFT_KEY, SIGN_IN_NEWS_KEY],
  ...[SIGN_OUT_FAILURE_KEY, USER_ACTIONS_KEY],
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
