/**
 * The redirect address where the browser has no flow of its own: a page of Auth0's at the tenant itself, for
 * applications that watch where a browser goes. The tenant's host is permitted already, so the extension may
 * see it without another permission; the code reaches nobody but the tenant that made it.
 * https://auth0.github.io/auth0-oidc-client-net/documentation/getting-started/callbacks.html
 */
export function tabCallback(tenant: string): string {
  return `${tenant}/mobile`;
}
