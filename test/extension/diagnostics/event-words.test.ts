import { describe, expect, it } from 'vitest';
import { eventInWords } from '../../../src/extension/diagnostics/event-words.ts';
import { ERROR_CODES, type ErrorCode } from '../../../src/sdk/errors.ts';
import { translate } from '../../../src/sdk/locales/translate.ts';
import type { JournalEvent } from '../../../src/sdk/storage/journal.ts';

describe('an event', () => {
  it.each<[JournalEvent, string]>([
    [{ kind: 'background-started' }, 'The background started'],
    [{ kind: 'signed-in', road: 'form' }, 'Signed in by the form'],
    [{ kind: 'signed-in', road: 'window' }, 'Signed in in a window'],
    [{ kind: 'signed-in', road: 'silent' }, 'Signed in silently'],
    [{ kind: 'renewed' }, 'The session was renewed'],
    [{ kind: 'signed-out', leftBehind: [] }, 'Signed out'],
  ])('that is as it should be is told: $kind', (event, words) => {
    expect(eventInWords(event, translate)).toEqual({ words, code: null, isTrouble: false });
  });

  it.each<[JournalEvent, string, ErrorCode | null]>([
    [
      { kind: 'sign-in-failed', code: 'tenant-unreachable' },
      'Signing in failed: the tenant could not be reached',
      'tenant-unreachable',
    ],
    [
      { kind: 'renewal-failed', code: 'tenant-failed' },
      'The session could not be renewed: the tenant was having trouble',
      'tenant-failed',
    ],
    [
      { kind: 'sign-out-failed', code: 'storage-failed' },
      'Signing out failed: the browser could not save or read',
      'storage-failed',
    ],
    [{ kind: 'session-ended', end: 'ended' }, 'The tenant ended the session', null],
    [{ kind: 'session-ended', end: 'sign-in-required' }, 'The tenant requires a new sign-in', null],
    [
      { kind: 'session-ended', end: 'step-required' },
      'The tenant requires one more sign-in step, such as a second factor',
      null,
    ],
    [
      { kind: 'sign-in-failed', code: 'id-token-algorithm' },
      "Signing in failed: the ID token isn't signed with RS256; under Advanced Settings > OAuth, set JSON Web Token (JWT) Signature Algorithm to RS256 and switch on OIDC Conformant",
      'id-token-algorithm',
    ],
    [
      { kind: 'session-locked' },
      'The session could not be opened, for the key to it is lost; it was set aside',
      null,
    ],
    [{ kind: 'storage-failed' }, 'The browser could not read the session', null],
    [
      { kind: 'signed-out', leftBehind: ['refresh-token'] },
      'Signed out, but the tenant could not be told to cancel the refresh token',
      null,
    ],
    [
      { kind: 'signed-out', leftBehind: ['refresh-token', 'tenant-session'] },
      'Signed out, but the tenant could not be told to cancel the refresh token and to end its own session',
      null,
    ],
  ])('that is not is trouble, with its code: $kind', (event, words, code) => {
    expect(eventInWords(event, translate)).toEqual({ words, code, isTrouble: true });
  });

  it.each(ERROR_CODES)('has words of its own for %s', (code) => {
    const { words } = eventInWords({ kind: 'sign-in-failed', code }, translate);
    expect(words).toMatch(/^Signing in failed: [a-z].*[a-z]$/i);
    const others = ERROR_CODES.filter((other) => other !== code);
    expect(
      others.map((other) => eventInWords({ kind: 'sign-in-failed', code: other }, translate).words),
    ).not.toContain(words);
  });
});
