/** Where a captcha can be demanded, and whose it can be. */

/** The forms of Lock that can ask for one. */
export type CaptchaFlow = 'signIn' | 'signUp' | 'passwordReset' | 'passwordless';

/** When it is demanded. At the sign-in it can depend on the address: after a wrong password. */
export interface CaptchaDemands {
  signIn: boolean | 'after-failure';
  signUp: boolean;
  passwordReset: boolean;
  passwordless: boolean;
}

/** `auth0` is an image with a code; the others are vendors whose scripts Lock would load. */
export type CaptchaProvider =
  | 'auth0'
  | 'auth0_v2'
  | 'recaptcha_v2'
  | 'recaptcha_enterprise'
  | 'hcaptcha'
  | 'friendly_captcha'
  | 'arkose';

export const NO_CAPTCHA: Readonly<CaptchaDemands> = {
  signIn: false,
  signUp: false,
  passwordReset: false,
  passwordless: false,
};
