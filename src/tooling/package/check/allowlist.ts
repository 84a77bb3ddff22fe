import type { Browser } from '../../build/manifest.ts';
import type { Rule, Violation } from './violation.ts';

/** A violation that may stay, with the reason. One that no longer occurs is a violation itself. */
export interface Allowance {
  readonly rule: Rule;
  /** The file, with `shared.js` for each `shared-HASH.js`; every file if it is left out. */
  readonly file?: string;
  readonly found: readonly string[];
  readonly reason: string;
  /** Set if it applies to the package of one browser only. */
  readonly browser?: Browser;
}

/** Everything in the packages that a rule refuses and that is right all the same. None of it is ever requested. */
export const ALLOWLIST: readonly Allowance[] = [
  {
    rule: 'address',
    file: 'lock.js',
    found: ['https://auth0.com/', 'https://manage.auth0.com/#/applications/'],
    reason: 'the link behind "Protected with Auth0", and one in a warning for developers, both of Lock',
  },
  {
    rule: 'address',
    file: 'lock.js',
    found: ['//cdn.auth0.com/styleguide/components/1.0.8/media/logos/img/badge.png', 'https://cdn.auth0.com'],
    reason:
      "Lock's own logo, which the option theme.logo replaces, and the base of its dictionaries, which are in the package",
  },
  {
    rule: 'address',
    file: 'lock.js',
    found: ['.auth0.com'],
    reason: 'the end of a domain by which Lock knows the older addresses of tenants',
  },
  {
    rule: 'remote-script',
    file: 'lock.js',
    found: ['info-v1.js'],
    reason: 'for an option of Lock that is not set; the override of its loader refuses it',
  },
  {
    rule: 'address',
    file: 'lock.js',
    found: ['http://fb.me/use-check-prop-types', 'https://reactjs.org/docs/error-decoder.html?invariant='],
    reason: 'in the text of errors of prop-types and react-dom',
  },
  {
    rule: 'script-loading',
    file: 'lock.js',
    found: ['<script'],
    reason: 'an empty element that react-dom makes if a component renders one, and none does',
  },
  {
    rule: 'address',
    file: 'lock.js',
    found: ['gmail.com', 'googlemail.com'],
    reason: 'validator compares email addresses at the two in another way',
  },
  {
    rule: 'address',
    file: 'lock.js',
    found: [
      'http://auth0.com/oauth/grant-type/password-realm',
      'http://auth0.com/oauth/grant-type/passwordless/otp',
    ],
    reason: "names of credential types in the form of addresses, from Auth0's documentation",
  },
  {
    rule: 'permission-missing',
    found: ['declarativeNetRequest'],
    reason: 'for Firefox; in Chromium the function returns before the call',
    browser: 'chromium',
  },
];

/** Returns the violations that are not on the allowlist, and its entries that no longer occur. */
export function applyAllowlist(
  violations: readonly Violation[],
  allowlist: readonly Allowance[],
): Violation[] {
  const isAllowed = (allowance: Allowance, { rule, file, found }: Violation) =>
    allowance.rule === rule &&
    [undefined, file.replace(/^shared-\w+\.js$/, 'shared.js')].includes(allowance.file) &&
    allowance.found.includes(found);
  const stale = allowlist.flatMap((allowance) =>
    allowance.found
      .filter((found) => !violations.some((one) => isAllowed({ ...allowance, found: [found] }, one)))
      .map(
        (found): Violation => ({
          rule: 'stale-allowance',
          file: allowance.file ?? 'the allowlist',
          found,
          position: null,
          snippet: allowance.reason,
        }),
      ),
  );
  return [...violations.filter((one) => !allowlist.some((allowance) => isAllowed(allowance, one))), ...stale];
}
