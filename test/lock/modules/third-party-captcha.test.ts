import { expect, it } from 'vitest';
import { isThirdPartyCaptcha, ThirdPartyCaptcha } from '../../../src/lock/modules/third-party-captcha.ts';

it("Auth0's own captcha is an image, which Lock draws itself", () => {
  expect(isThirdPartyCaptcha('auth0')).toBe(false);
});

it.each(['recaptcha_v2', 'recaptcha_enterprise', 'hcaptcha', 'friendly_captcha', 'arkose', 'auth0_v2'])(
  'a captcha of %s would be a remote script, so nothing is drawn',
  (provider) => {
    expect(isThirdPartyCaptcha(provider)).toBe(true);
    expect(ThirdPartyCaptcha()).toBeNull();
  },
);
