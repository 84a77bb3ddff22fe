/**
 * Replaces screens of Lock that are never shown: `engine/classic/mfa_login_screen`, for the error
 * `a0.mfa_required` of an old endpoint (the tenant's own page asks for a second factor); `core/sso/last_login_screen`,
 * for the option `rememberLastLogin`; `connection/enterprise/kerberos_screen`, for what single sign-on reports.
 */
export default class UnusedScreen {
  constructor() {
    throw new TypeError(
      'Lock wants a screen that is not in the build: see src/sdk/lock/overrides/unused-screen.ts.',
    );
  }
}
