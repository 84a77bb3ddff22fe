import type { Browser } from '../../build/manifest.ts';
import { type Rule, type Violation, violationOf } from './violation.ts';

/** A violation that can stay, with the reason. One that no longer occurs is a violation itself. */
export interface Allowance {
  readonly rule: Rule;
  /** The file, with `shared.js` for each `shared-HASH.js`; every file if it is left out. */
  readonly file?: string;
  readonly found: string;
  readonly reason: string;
  /** Set if it applies to the package of one browser only. */
  readonly browser?: Browser;
}

/** What rules find in lock.js, with the reason why it can stay. None of it is ever requested. */
const IN_LOCK = {
  address: {
    'https://auth0.com/': 'the link behind "Protected with Auth0"',
    'https://manage.auth0.com/#/applications/': 'in a warning of Lock for developers',
    '//cdn.auth0.com/styleguide/components/1.0.8/media/logos/img/badge.png':
      "Lock's logo, which the option theme.logo replaces",
    'https://cdn.auth0.com': 'the base of the dictionaries, which are in the package',
    '.auth0.com': 'the end of a domain by which Lock knows the older addresses of tenants',
    'http://fb.me/use-check-prop-types': 'in an error of prop-types',
    'https://reactjs.org/docs/error-decoder.html?invariant=': 'in errors of react-dom',
    'gmail.com': 'validator compares its email addresses in another way',
    'googlemail.com': 'validator compares its email addresses in another way',
    'http://auth0.com/oauth/grant-type/password-realm': 'the name of a credential type',
    'http://auth0.com/oauth/grant-type/passwordless/otp': 'the name of a credential type',
  },
  'remote-script': {
    'info-v1.js': 'for an option of Lock that is not set; the override of its loader refuses it',
  },
  'permission-missing': {
    history: 'of a window',
    theme: 'an option of Lock',
  },
  'script-loading': {
    '<script': 'an empty element that react-dom makes if a component renders one, and none does',
  },
} as const;

/** Everything that a rule finds in the packages and that can stay. */
export const ALLOWLIST: readonly Allowance[] = [
  ...(['address', 'remote-script', 'permission-missing', 'script-loading'] as const).flatMap((rule) =>
    Object.entries(IN_LOCK[rule]).map(([found, reason]) => ({ rule, file: 'lock.js', found, reason })),
  ),
  {
    rule: 'permission-missing',
    found: 'declarativeNetRequest',
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
    allowance.found === found &&
    [undefined, file.replace(/^shared-\w+\.js$/, 'shared.js')].includes(allowance.file);
  return [
    ...violations.filter((one) => !allowlist.some((allowance) => isAllowed(allowance, one))),
    ...allowlist
      .filter((allowance) => !violations.some((one) => isAllowed(allowance, one)))
      .map(({ file = 'the allowlist', found }) => violationOf('stale-allowance', file, found)),
  ];
}
