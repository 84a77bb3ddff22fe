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

describe('parseDraft', () => {
  it('returns a stored draft', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
      }),
    );
  });

  it('returns a draft for any value', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (stored) => {
        const draft = parseDraft(stored);
        expect(parseDraft(draft)).toEqual(draft);
        expect(Object.keys(draft)).toEqual(Object.keys(EMPTY_DRAFT));
      }),
    );
  });

  it.each([
    [{ email: 7 }, { email: null }],
    [{ signUpFields: ['MGM'] }, { signUpFields: {} }],
    [{ signUpFields: { company: 7 } }, { signUpFields: {} }],
    [{ identifier: 'password' }, { identifier: 'email' }],
    [{ step: 'toString' }, { step: 'signIn' }],
    [{ chooseAccount: 'true' }, { chooseAccount: false }],
    [{ password: 'correct horse', otp: '123456' }, {}],
  ])('replaces or omits only the invalid part %j', (damage, repaired) => {
    const draft: Draft = { ...EMPTY_DRAFT, email: 'ada@example.com', step: 'signUp', chooseAccount: true };
    expect(parseDraft({ ...draft, ...damage })).toEqual({ ...draft, ...repaired });
  });
});

describe('loginHint', () => {
  const both = { email: 'hedy@example.com', username: 'hedy' };
  const phone = { phoneNumber: '151 1234-5678', identifier: 'phoneNumber' } as const;

  it.each<[string, Partial<Draft>, string | null]>([
    ['null for an empty form', {}, null],
    ['the username, if it was typed last', { ...both, identifier: 'username' }, 'hedy'],
    ['the email address, if it was typed last', { ...both, identifier: 'email' }, 'hedy@example.com'],
    ['the other one, if the last one was cleared', { ...both, email: null, identifier: 'email' }, 'hedy'],
    ['the email address at sign-up', { ...both, identifier: 'username', step: 'signUp' }, 'hedy@example.com'],
    ['null at sign-up with only a username', { username: 'hedy', step: 'signUp' }, null],
    ['a phone number with its dialing code', { ...phone, country: '+49 DE' }, '+4915112345678'],
    ['a dialing code with two parts', { ...phone, country: '+54 9 AR' }, '+54915112345678'],
  ])('returns %s', (_name, changes, hint) => {
    expect(loginHint({ ...EMPTY_DRAFT, ...changes })).toBe(hint);
  });
});
