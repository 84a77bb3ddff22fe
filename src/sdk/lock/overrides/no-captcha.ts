/**
 * Replaces `auth0-lock/lib/connection/captcha` and `auth0-lock/lib/field/captcha/captcha_pane`. Auth0 doesn't support bot
 * detection in flows that it doesn't host and that use `/co/authenticate`, so the form requests no captcha, shows none and
 * sends none. A request that Auth0 considers suspicious continues on the hosted page.
 * https://auth0.com/docs/secure/attack-protection/bot-detection
 */

/** The names that Lock gives to the captchas of its steps. None of them is used. */
export const Flow = {};

/** Adds nothing to the parameters of a request. Returns whether the request can be sent. */
export function setCaptchaParams(): true {
  return true;
}

/** Calls `next` at once: there is no captcha to load. */
export function swapCaptcha(_id: number, _flow: unknown, _wasInvalid: boolean, next?: () => void): void {
  next?.();
}

export default function CaptchaPane(): null {
  return null;
}
