/**
 * Overrides the modules of Lock that a form in an extension page does not use. `tooling/build/lock-overrides.ts` lists them with
 * the reasons. Each export is called by Lock, or exists only because Lock imports it.
 */
import english from 'auth0-lock/lib/i18n/en';

/** `utils/cdn_utils`: fails, because an extension page must not load scripts. `LockContext` has what Lock would load. */
export function load({ method, cb }: { readonly method: string; cb(error: Error): void }): void {
  cb(new Error(`"${method}" loads from the network, which an extension page must not.`));
}

/** `utils/cdn_utils`: registers English, the only dictionary that is part of Lock. Lock calls this function when its script runs. */
export function preload({ cb }: { cb(language: string, dictionary: object): void }): void {
  cb('en', english.default);
}

/** `avatar/gravatar_provider`: calls back with an error, so that Lock shows no avatar. */
export function displayName(_email: string, callback: (error: object) => void): void {
  callback({});
}

/** See `displayName`. */
export function url(_email: string, callback: (error: object) => void): void {
  callback({});
}

/** `core/sso/data`: calls back with no user. */
export function fetchSSOData(
  _id: number,
  _withActiveDirectories: boolean,
  callback: (error: null, data: { readonly sso: boolean }) => void,
): void {
  callback(null, { sso: false });
}

/** `connection/captcha`: names of the captchas of each step. */
export const Flow = {};

/** `connection/captcha`: adds nothing to the parameters of a request. Returns `true`, which lets Lock send it. */
export function setCaptchaParams(): true {
  return true;
}

/** `connection/captcha`: calls `next` at once, because there is no captcha to load. */
export function swapCaptcha(_id: number, _flow: unknown, _wasInvalid: boolean, next?: () => void): void {
  next?.();
}

/** `index`, screens and panes: never shown. */
export default class UnusedScreen {
  constructor() {
    throw new TypeError(
      'Lock shows a screen that is not in the build: see src/sdk/lock/overrides/unused.ts.',
    );
  }
}
