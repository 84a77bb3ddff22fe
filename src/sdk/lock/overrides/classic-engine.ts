/**
 * Overrides `auth0-lock/lib/engine/classic` where `connection/enterprise` imports it, for an alias of its own function. The two
 * modules import each other, and the form for codes needs `connection/enterprise` only.
 */
export { isEnterpriseDomain as matchesEnterpriseConnection } from 'auth0-lock/lib/connection/enterprise';
