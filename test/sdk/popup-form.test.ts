import { describe, expect, it } from 'vitest';
import { windowHints } from '../../src/sdk/popup-form.ts';
import { type Draft, EMPTY_DRAFT } from '../../src/sdk/storage/draft.ts';

const ADA: Partial<Draft> = { email: 'ada@example.com' };
const AGAIN: Partial<Draft> = { chooseAccount: true };
const HINT = { login_hint: 'ada@example.com' };

describe('windowHints', () => {
  it.each<[what: string, connection: string | null, draft: Partial<Draft>, hints: object]>([
    ['nothing when nothing was typed', null, {}, {}],
    ['the typed user', null, ADA, HINT],
    ['the user and the sign-up step', null, { ...ADA, step: 'signUp' }, { ...HINT, screen_hint: 'signup' }],
    ['the account choice', null, AGAIN, { prompt: 'login' }],
    ['no user for a connection', 'acme', { ...ADA, step: 'signUp' }, {}],
    ['the account choice for a connection', 'acme', AGAIN, { prompt: 'select_account' }],
  ])('returns %s', (_what, connection, draft, hints) => {
    const parameters = connection === null ? {} : { connection };
    expect(windowHints({ ...EMPTY_DRAFT, ...draft }, parameters)).toEqual(hints);
  });
});
