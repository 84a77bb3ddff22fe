/**
 * Stands in for `auth0-lock/lib/core/sso/data`, which asks the tenant, by a hidden iframe, who signed in last, and
 * remembers the answer. Lock does so with the options `sso` and `rememberLastLogin` alone; here nobody did.
 */
export function fetchSSOData(
  _id: number,
  _withActiveDirectories: boolean,
  callback: (error: null, data: { readonly sso: boolean }) => void,
): void {
  callback(null, { sso: false });
}
