/**
 * Overrides `auth0-lock/lib/engine/classic` for `connection/enterprise`, which imports only an alias of one of its own
 * functions. The two modules import each other, and the form for codes needs only `connection/enterprise`.
 */
export { isEnterpriseDomain as matchesEnterpriseConnection } from 'auth0-lock/lib/connection/enterprise';
