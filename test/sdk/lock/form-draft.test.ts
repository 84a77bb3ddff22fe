import { describe, expect, it } from 'vitest';
import { windowHints } from '../../../src/sdk/lock/form-draft.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/storage/draft.ts';

const ADA: Partial<Draft> = { email: 'ada@example.com' };
const AGAIN: Partial<Draft> = { chooseAccount: true };
const HINT = { login_hint: 'ada@example.com' };

describe('windowHints', () => {
  it.each<[what: string, connection: string | null, draft: Partial<Draft>, hints: object]>([
    ['nothing if nothing was typed', null, {}, {}],
    ['the user who was typing', null, ADA, HINT],
    ['the user and the step', null, { ...ADA, step: 'signUp' }, { ...HINT, screen_hint: 'signup' }],
    ['that the user wants another account', null, AGAIN, { prompt: 'login' }],
    ['no user at a connection', 'acme', { ...ADA, step: 'signUp' }, {}],
    ['that a connection prompts for the account', 'acme', AGAIN, { prompt: 'select_account' }],
  ])('returns %s', (_what, connection, draft, hints) => {
    const parameters = connection === null ? {} : { connection };
    expect(windowHints({ ...EMPTY_DRAFT, ...draft }, parameters)).toEqual(hints);
  });
});
