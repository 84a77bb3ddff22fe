import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Draft,
  EMPTY_DRAFT,
  IDENTIFIERS,
  loginHint,
  parseDraft,
  STEPS,
} from '../../../src/sdk/storage/draft.ts';
import { anyText } from '../../support/unit/any-text.ts';

const text = fc.option(anyText);

const drafts: fc.Arbitrary<Draft> = fc.record({
  email: text,
  username: text,
  phoneNumber: text,
  country: text,
  signUpFields: fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string()),
  identifier: fc.constantFrom(...IDENTIFIERS),
  step: fc.constantFrom(...STEPS),
  chooseAccount: fc.boolean(),
});

describe('parse', () => {
  it('returns the stored draft', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(parseDraft(draft)).toEqual(draft);
      }),
    );
  });

  it('returns the stored draft after a round trip through JSON', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
      }),
    );
  });

  it('drops everything that is not part of a draft, such as a password', () => {
    const stored = { ...EMPTY_DRAFT, password: 'correct horse', otp: '123456' };
    expect(parseDraft(stored)).toEqual(EMPTY_DRAFT);
  });
});

describe('parse of an invalid draft', () => {
  it.each([[undefined], [null], ['signUp'], [7], [[]], [{}]])('returns an empty one: %j', (stored) => {
    expect(parseDraft(stored)).toEqual(EMPTY_DRAFT);
  });

  it.each([
    ['an address that is no text', { email: 7 }, { email: null }],
    ['added fields that are a list', { signUpFields: ['MGM'] }, { signUpFields: {} }],
    ['an added field that is no text', { signUpFields: { company: 7 } }, { signUpFields: {} }],
    ['an identifier that is not known', { identifier: 'password' }, { identifier: 'email' }],
    ['a step that is not known', { step: 'mfa' }, { step: 'signIn' }],
    ['a step that every object has', { step: 'toString' }, { step: 'signIn' }],
    ['a choice that is only almost true', { chooseAccount: 'true' }, { chooseAccount: false }],
  ])('keeps valid parts: %s', (_name, damage, mended) => {
    const whole: Draft = { ...EMPTY_DRAFT, email: 'ada@example.com', step: 'signUp', chooseAccount: true };
    expect(parseDraft({ ...whole, ...damage })).toEqual({ ...whole, ...mended });
  });

  it('returns a draft for any value', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (stored) => {
        const draft = parseDraft(stored);
        expect(parseDraft(draft)).toEqual(draft);
        expect(Object.keys(draft)).toEqual(Object.keys(EMPTY_DRAFT));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the login hint', () => {
  const both = { email: 'hedy@example.com', username: 'hedy' };

  it.each<[string, Partial<Draft>, string | null]>([
    ['nothing, if nothing was typed', {}, null],
    ['the email address', { email: 'ada@example.com' }, 'ada@example.com'],
    ['the user name, if it was typed last', { ...both, identifier: 'username' }, 'hedy'],
    ['the email address, if it was typed last', { ...both, identifier: 'email' }, 'hedy@example.com'],
    ['what is left, if the last one was cleared', { ...both, email: null, identifier: 'email' }, 'hedy'],
    ['the email address at sign-up', { ...both, identifier: 'username', step: 'signUp' }, 'hedy@example.com'],
    ['nothing at sign-up with a user name alone', { username: 'hedy', step: 'signUp' }, null],
    [
      'a phone number with its dialing code',
      { phoneNumber: '151 1234-5678', country: '+49 DE', identifier: 'phoneNumber' },
      '+4915112345678',
    ],
    [
      'a phone number with a dialing code of two parts',
      { phoneNumber: '11 1234', country: '+54 9 AR', identifier: 'phoneNumber' },
      '+549111234',
    ],
  ])('is %s', (_which, changes, hint) => {
    expect(loginHint({ ...EMPTY_DRAFT, ...changes })).toBe(hint);
  });
});
