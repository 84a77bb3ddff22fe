import type { Browser } from '../../build/manifest.ts';
import type { Rule } from './finding.ts';

/** A breach that may stay, with the reason. One that occurs no longer is a finding itself. */
export interface Allowance {
  readonly rule: Rule;
  /** The module that brings it, as a finding names it. */
  readonly module: string;
  readonly found: readonly string[];
  readonly because: string;
  /** Where it is so for one package alone. */
  readonly browser?: Browser;
}

/** Everything in the packages that a rule refuses and that is right all the same. Nobody is asked for a script. */
export const ALLOWANCES: readonly Allowance[] = [
  {
    rule: 'address',
    module: 'auth0-lock',
    found: ['https://auth0.com/', 'https://manage.auth0.com/#/applications/'],
    because: 'the link behind "Protected with Auth0", and one in a warning for developers',
  },
  {
    rule: 'address',
    module: 'auth0-lock',
    found: ['//cdn.auth0.com/styleguide/components/1.0.8/media/logos/img/badge.png', 'https://cdn.auth0.com'],
    because:
      "Lock's own logo, which the option theme.logo replaces, and the base of its dictionaries, which are in the package",
  },
  {
    rule: 'address',
    module: 'auth0-lock',
    found: ['.auth0.com'],
    because: 'the end of a domain by which Lock knows the older addresses of tenants',
  },
  {
    rule: 'remote-script',
    module: 'auth0-lock',
    found: ['info-v1.js'],
    because: 'for an option that is not set; the module in the place of its loader refuses it',
  },
  {
    rule: 'address',
    module: 'prop-types',
    found: ['http://fb.me/use-check-prop-types'],
    because: 'in the text of an error',
  },
  {
    rule: 'address',
    module: 'react-dom',
    found: ['https://reactjs.org/docs/error-decoder.html?invariant='],
    because: 'in the text of errors',
  },
  {
    rule: 'script-loading',
    module: 'react-dom',
    found: ['<script'],
    because: 'an empty element that React makes where a component asks for one, and none does',
  },
  {
    rule: 'address',
    module: 'validator',
    found: ['gmail.com', 'googlemail.com'],
    because: 'mail addresses at the two are compared in another way',
  },
  {
    rule: 'address',
    module: 'src/sdk/lock/co-authenticate.ts',
    found: [
      'http://auth0.com/oauth/grant-type/password-realm',
      'http://auth0.com/oauth/grant-type/passwordless/otp',
    ],
    because: "names of credential types, in the form of addresses, as Auth0's documents have them",
  },
  {
    rule: 'browser-object',
    module: 'webextension-polyfill',
    found: ['browser', 'chrome'],
    because: 'the one door to the browser; what goes through it is counted',
  },
  {
    rule: 'browser-object',
    module: 'src/sdk/locales/browser-i18n.ts',
    found: ['chrome'],
    because:
      'the one door to the messages, which has to load where there is no browser; i18n needs no permission',
  },
  {
    rule: 'browser-object',
    module: 'src/sdk/storage/prefetch-session.ts',
    found: ['chrome'],
    because:
      'the polyfill is longer than the script that asks for the session early; the store declares the same need',
  },
  {
    rule: 'permission-missing',
    module: 'src/sdk/browser/stable-origin.ts',
    found: ['declarativeNetRequest'],
    because: 'for Firefox; the function returns before it where the page is not one of Firefox',
    browser: 'chromium',
  },
];
