import { describe, expect, it } from 'vitest';
import { lockOptions } from '../../src/lock/options.ts';
import { unitConfig } from '../support/unit-config.ts';

const place = {
  container: 'lock',
  redirectUrl: 'https://abc.chromiumapp.org/',
  identifier: null,
  language: 'en',
};

describe("Lock's options", () => {
  it('keep the page where it is and name redirect address and response type, whose defaults are wrong here', () => {
    expect(lockOptions(unitConfig(), place)).toMatchObject({
      auth: { redirect: false, redirectUrl: place.redirectUrl, responseType: 'code', autoParseHash: false },
    });
  });

  it('let Lock fetch nothing of its own', () => {
    expect(lockOptions(unitConfig(), place)).toMatchObject({
      avatar: null,
      rememberLastLogin: false,
      auth: { sso: false },
      _sendTelemetry: false,
      theme: { logo: expect.not.stringContaining('://') },
    });
  });

  it('send no part of an e-mail address as the user name of a directory', () => {
    expect(lockOptions(unitConfig(), place)).toMatchObject({ defaultADUsernameFromEmailPrefix: false });
  });

  it('have no state, for which Lock would ask for a captcha, and no max_age', () => {
    expect(JSON.stringify(lockOptions(unitConfig(), place))).not.toMatch(/"(state|max_age)"/);
  });

  it('offer the connections that are configured, and ask for the scopes', () => {
    const config = unitConfig({ connections: ['people'], scope: 'openid' });
    expect(lockOptions(config, place)).toMatchObject({
      allowedConnections: ['people'],
      auth: { params: { scope: 'openid' } },
    });
  });

  it('speak the language that was chosen', () => {
    expect(lockOptions(unitConfig(), { ...place, language: 'pt-br' })).toMatchObject({ language: 'pt-br' });
  });

  it('begin with who was here before', () => {
    expect(lockOptions(unitConfig(), { ...place, identifier: 'ada@example.com' })).toMatchObject({
      prefill: { email: 'ada@example.com', username: 'ada@example.com' },
    });
    expect(lockOptions(unitConfig(), place)).toMatchObject({ prefill: {} });
  });
});
