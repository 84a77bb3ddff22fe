import { expect, it } from 'vitest';
import { branding } from '../../../../src/extension/branding.ts';
import { lockOptions } from '../../../../src/sdk/lock/lock-options.ts';
import UnusedScreen from '../../../../src/sdk/lock/overrides/unused-screen.ts';
import { EMPTY_DRAFT } from '../../../../src/sdk/storage/draft.ts';
import { unitConfig } from '../../../support/unit/config.ts';

it('throws an error with its name', () => {
  expect(() => new UnusedScreen()).toThrow(/unused-screen/);
});

// That Lock is never told of `a0.mfa_required` is in web-auth.test.ts.
it('has no option that leads to it', () => {
  const place = {
    container: 'lock',
    branding,
    redirectUrl: 'https://extension.example/',
    draft: EMPTY_DRAFT,
    language: 'en',
    connections: [],
    text: { signUpRefused: 'No.' },
    codeErrors: {},
  };
  for (const login of ['embedded', 'passwordless'] as const) {
    expect(lockOptions(unitConfig({ login }), place)).toMatchObject({
      auth: { sso: false },
      rememberLastLogin: false,
    });
  }
});
