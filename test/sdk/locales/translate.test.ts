import { describe, expect, it, vi } from 'vitest';
import { translate, translateNamed } from '../../../src/sdk/locales/translate.ts';
import { speak } from '../../support/unit/i18n.ts';

const VALUES = { domain: 'tenant.example', status: '503' };

describe('a message', () => {
  it('is in the language of the browser', () => {
    speak('fr-CA');
    expect(translate('stateSignedIn')).toBe('Connecté');
    expect(translateNamed('stateSignedIn')).toBe('Connecté');
  });

  it('is in English where we do not speak that', () => {
    speak('ka');
    expect(translate('stateSignedIn')).toBe('Signed in');
  });

  it('has its values in their places, in whichever order they are given', () => {
    const text = 'tenant.example is having trouble (status 503). Try again in a minute.';
    expect(translate('tenantFailed', VALUES)).toBe(text);
    expect(translate('tenantFailed', { status: '503', domain: 'tenant.example' })).toBe(text);
  });

  it('has values as they are, were they placeholders themselves', () => {
    expect(translate('signedOutHere', { reason: '{domain} $1 $$' })).toBe(
      "You're signed out. {domain} $1 $$",
    );
  });

  it('is its name and its values in Node, where no browser is', () => {
    vi.stubGlobal('chrome', undefined);
    expect(translate('tenantFailed', VALUES)).toBe('tenantFailed tenant.example 503');
  });

  it('whose placeholders are missing or wrong does not compile', () => {
    // @ts-expect-error: the domain is missing.
    translate('tenantUnreachable');
    // @ts-expect-error: the status is missing.
    translate('tenantFailed', { domain: 'tenant.example' });
    // @ts-expect-error: it has no such placeholder.
    translate('tenantUnreachable', { host: 'tenant.example' });
    // @ts-expect-error: it has none at all.
    translate('logIn', { domain: 'tenant.example' });
    // @ts-expect-error: there is no such message.
    translate('noSuchMessage');
    expect(translate('logIn')).toBe('Sign in');
  });
});
