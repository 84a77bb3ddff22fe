/**
 * Overrides `auth0-lock/lib/core/sso/data`, which requests the last user from the tenant through a hidden iframe. Lock does so
 * only with the options `sso` and `rememberLastLogin`, which are off. Calls back with no user.
 */
export function fetchSSOData(
  _id: number,
  _withActiveDirectories: boolean,
  callback: (error: null, data: { readonly sso: boolean }) => void,
): void {
  callback(null, { sso: false });
}
