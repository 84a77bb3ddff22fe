/**
 * Stands in for `auth0-lock/lib/field/captcha/third_party_captcha`, which loads the captcha vendors' scripts.
 * An extension must not run them. Such a challenge is drawn as nothing; the form then asks for the answer
 * that it cannot get, and the tenant's hosted page is the way on.
 */
export function isThirdPartyCaptcha(provider: string): boolean {
  return provider !== 'auth0';
}

export function ThirdPartyCaptcha(): null {
  return null;
}
