/** Where a captcha can be required, and which provider it can have. */

/** The forms that can have one. `/co/authenticate` has none: a sign-in has it on the hosted page alone. */
export type CaptchaFlow = 'signIn' | 'signUp' | 'passwordReset' | 'passwordless';

export type CaptchaDemands = Record<CaptchaFlow, boolean>;

/** `auth0` is an image with a code; the others are vendors whose scripts Lock would load. */
export type CaptchaProvider = 'auth0' | 'auth0_v2' | 'recaptcha_v2' | 'hcaptcha' | 'friendly_captcha';

export const NO_CAPTCHA: Readonly<CaptchaDemands> = {
  signIn: false,
  signUp: false,
  passwordReset: false,
  passwordless: false,
};

/** Where the tenant takes every request for suspicious: `requires_verification`. `code`: a code by mail or SMS. */
export type BotDetection = Record<'signIn' | 'signUp' | 'passwordReset' | 'code', boolean>;

export const NO_BOT_DETECTION: Readonly<BotDetection> = {
  signIn: false,
  signUp: false,
  passwordReset: false,
  code: false,
};
