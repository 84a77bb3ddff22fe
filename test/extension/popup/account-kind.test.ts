import { describe, expect, it } from 'vitest';
import { accountKind } from '../../../src/extension/popup/account-kind.ts';
import { speak } from '../../support/unit/i18n.ts';

describe('the kind of an account', () => {
  it.each([
    ['auth0|66f1', 'E-mail and password'],
    ['email|66f1', 'Code by e-mail'],
    ['sms|66f1', 'Code by SMS'],
    ['google-oauth2|1066', 'Google account'],
    ['github|1066', 'GitHub account'],
    ['apple|001.a.2', 'Apple account'],
    ['windowslive|1066', 'Microsoft account'],
    ['samlp|corp|radia', 'Company account'],
    ['oidc|corp|radia', 'Company account'],
    ['waad|corp', 'Company account'],
    ['ad|corp|ada', 'Company account'],
    ['oauth2|guild-login|1', 'guild-login account'],
    ['oauth2|1', null],
    ['constructor|1', null],
    ['', null],
  ])('with the id %j is %j', (sub, words) => {
    expect(accountKind(sub)).toBe(words);
  });

  it("is told in the person's language", () => {
    speak('de');
    expect(accountKind('google-oauth2|1066')).toBe('Google-Konto');
  });
});
