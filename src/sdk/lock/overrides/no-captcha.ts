/**
 * Overrides `auth0-lock/lib/connection/captcha` and `auth0-lock/lib/field/captcha/captcha_pane`. Auth0 doesn't support bot
 * detection in flows that it doesn't host and that use `/co/authenticate`, so the form requests, shows and sends no captcha.
 * If Auth0 considers a request suspicious, the sign-in continues on the hosted page.
 * https://auth0.com/docs/secure/attack-protection/bot-detection
 */

/** Lock's names for the captchas of its steps. None is used. */
export const Flow = {};

/** Adds nothing to the parameters of a request. Returns `true`, which lets Lock send it. */
export function setCaptchaParams(): true {
  return true;
}

/** Calls `next` at once, because there is no captcha to load. */
export function swapCaptcha(_id: number, _flow: unknown, _wasInvalid: boolean, next?: () => void): void {
  next?.();
}

export default function CaptchaPane(): null {
  return null;
}
