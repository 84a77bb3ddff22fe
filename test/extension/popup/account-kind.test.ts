import { describe, expect, it } from 'vitest';
import { accountKind } from '../../../src/extension/popup/account-kind.ts';
import { setBrowserLanguage } from '../../support/unit/i18n.ts';

describe('the kind of an account', () => {
  it.each([
    ['auth0|66f1', 'Email and password'],
    ['email|66f1', 'Email code'],
    ['sms|66f1', 'Text message code'],
    ['google-oauth2|1066', 'Google account'],
    ['github|1066', 'GitHub account'],
    ['apple|001.a.2', 'Apple account'],
    ['windowslive|1066', 'Microsoft account'],
    ['samlp|corp|radia', 'Work or school account'],
    ['oidc|corp|radia', 'Work or school account'],
    ['waad|corp', 'Work or school account'],
    ['ad|corp|ada', 'Work or school account'],
    ['oauth2|guild-login|1', 'guild-login account'],
    ['oauth2|1', null],
    ['constructor|1', null],
    ['', null],
  ])('of the ID %j is %j', (sub, words) => {
    expect(accountKind(sub)).toBe(words);
  });

  it("is named in the user's language", () => {
    setBrowserLanguage('de');
    expect(accountKind('google-oauth2|1066')).toBe('Google-Konto');
  });
});
