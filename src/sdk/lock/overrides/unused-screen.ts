/**
 * Overrides Lock screens that are never shown:
 * - `engine/classic/mfa_login_screen` is for the error `a0.mfa_required` of an old endpoint. Here the hosted page requests the
 *   second factor.
 * - `core/sso/last_login_screen` is for the option `rememberLastLogin`, which is off.
 * - `connection/enterprise/kerberos_screen` is for the result of single sign-on, which is off.
 */
export default class UnusedScreen {
  constructor() {
    throw new TypeError(
      'Lock wants a screen that is not in the build: see src/sdk/lock/overrides/unused-screen.ts.',
    );
  }
}
