import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../../src/sdk/locales/catalogue.ts';
import { TEXTS } from '../../support/texts.ts';

const translate = createTranslate(TEXTS.en);

describe('createTranslate', () => {
  it('replaces placeholders in any order', () => {
    const text = 'tenant.example is having trouble (status 503). Try again in a minute.';
    expect(translate('tenantFailed', { domain: 'tenant.example', status: '503' })).toBe(text);
    expect(translate('tenantFailed', { status: '503', domain: 'tenant.example' })).toBe(text);
  });

  it('leaves placeholders inside values unchanged', () => {
    expect(translate('signedOutHere', { reason: '{domain} $1 $$' })).toBe(
      "You're signed out. {domain} $1 $$",
    );
  });

  it('isolates values in a text that is read from the right', () => {
    const arabic = createTranslate(TEXTS.ar);
    expect(arabic('tenantUnreachable', { domain: 'tenant.example' })).toContain('\u2068tenant.example\u2069');
  });

  it('does not compile when placeholders are missing or wrong', () => {
    // @ts-expect-error: the domain is missing.
    translate('tenantUnreachable');
    // @ts-expect-error: the status is missing.
    translate('tenantFailed', { domain: 'tenant.example' });
    // @ts-expect-error: it has no such placeholder.
    translate('tenantUnreachable', { host: 'tenant.example' });
    // @ts-expect-error: it has none at all.
    translate('signIn', { domain: 'tenant.example' });
    expect(translate('signIn')).toBe('Sign in');
  });
});
