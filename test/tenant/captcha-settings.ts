/** Where a captcha can be demanded, and whose it can be. */

/** The forms of Lock that can ask for one. */
export type CaptchaFlow = 'signIn' | 'signUp' | 'passwordReset' | 'passwordless';

/** `auth0` is an image with a code; the others are vendors whose scripts Lock would load. */
export type CaptchaProvider =
  | 'auth0'
  | 'auth0_v2'
  | 'recaptcha_v2'
  | 'recaptcha_enterprise'
  | 'hcaptcha'
  | 'friendly_captcha'
  | 'arkose';

export const NO_CAPTCHA: Readonly<Record<CaptchaFlow, boolean>> = {
  signIn: false,
  signUp: false,
  passwordReset: false,
  passwordless: false,
};
