import { translate } from '../shared/translate.ts';

/** Names of social providers, by Auth0's strategy name: https://auth0.com/docs/authenticate/identity-providers */
const PROVIDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amazon: 'Amazon',
    apple: 'Apple',
    bitbucket: 'Bitbucket',
    dropbox: 'Dropbox',
    facebook: 'Facebook',
    github: 'GitHub',
    'google-oauth2': 'Google',
    line: 'LINE',
    linkedin: 'LinkedIn',
    paypal: 'PayPal',
    salesforce: 'Salesforce',
    twitter: 'X',
    windowslive: 'Microsoft',
    yahoo: 'Yahoo',
  }),
);

/** Strategies of enterprise connections. */
const ENTERPRISE = ['ad', 'adfs', 'google-apps', 'oidc', 'okta', 'pingfederate', 'samlp', 'waad'];

/**
 * Returns the kind of account as text for the user, or `null` if it is unknown. `sub` is Auth0's user ID: strategy, name of the
 * connection if it is an enterprise or custom social connection, and the provider's own ID, separated by `|`.
 * https://auth0.com/docs/manage-users/user-accounts/identify-users
 */
export function accountKind(sub: string): string | null {
  const [strategy = '', connection, ownId] = sub.split('|');
  const isCustom = strategy === 'oauth2' && ownId !== undefined;
  const provider = isCustom ? connection : PROVIDERS.get(strategy);
  if (provider !== undefined) return translate('accountOfProvider', { provider });
  if (ENTERPRISE.includes(strategy)) return translate('accountOfCompany');
  switch (strategy) {
    case 'auth0':
      return translate('accountByPassword');
    case 'email':
      return translate('accountByMail');
    case 'sms':
      return translate('accountBySms');
    default:
      return null;
  }
}
