import { describe, expect, it } from 'vitest';
import { domainOf, parseSetupOptions } from '../../../src/tooling/setup/setup-options.ts';

describe('the arguments of npm run setup', () => {
  it('may be none', () => {
    expect(parseSetupOptions([])).toEqual({
      help: false,
      domain: null,
      clientId: null,
      print: null,
      isCreating: false,
      isSilent: false,
      isUnchecked: false,
    });
  });

  it('are the tenant, the application, and whether to ask', () => {
    expect(
      parseSetupOptions(['--domain', 'a.example', '--client-id=abc', '--yes', '--unchecked']),
    ).toMatchObject({ domain: 'a.example', clientId: 'abc', isSilent: true, isUnchecked: true });
  });

  it('name what to print, or have an application created', () => {
    expect(parseSetupOptions(['--print', 'terraform'])).toMatchObject({ print: 'terraform' });
    expect(parseSetupOptions(['--create'])).toMatchObject({ isCreating: true });
  });

  it.each([
    ['--domian', 'x'],
    ['a.example'],
    ['--domain'],
    ['--print', 'pulumi'],
    ['--create', '--client-id', 'x'],
  ])('are refused where they are %j', (...args) => {
    expect(() => parseSetupOptions(args)).toThrow();
  });
});

describe('a domain that somebody gives', () => {
  it.each([
    ['example.eu.auth0.com', 'example.eu.auth0.com'],
    ['  example.eu.auth0.com \n', 'example.eu.auth0.com'],
    ['https://example.eu.auth0.com/', 'example.eu.auth0.com'],
    ['https://example.eu.auth0.com/authorize?x=1', 'example.eu.auth0.com'],
    ['example.eu.auth0.com/', 'example.eu.auth0.com'],
    ['http://127.0.0.1:4180', '127.0.0.1:4180'],
    ['no domain', 'no domain'],
  ])('%j is %j', (given, domain) => {
    expect(domainOf(given)).toBe(domain);
  });
});
