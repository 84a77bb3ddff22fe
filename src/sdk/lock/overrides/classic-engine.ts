/**
 * Stands in for `auth0-lock/lib/engine/classic`, the engine of the form for passwords, in builds that show the form
 * for codes. There Lock asks it for one thing alone, and that is an alias.
 */
export { isEnterpriseDomain as matchesEnterpriseConnection } from 'auth0-lock/lib/connection/enterprise';
