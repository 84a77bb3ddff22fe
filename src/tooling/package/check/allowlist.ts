import { type Rule, type Violation, violationOf } from './violation.ts';

/** A violation that is allowed, with the reason. An entry that no longer matches is itself a violation. */
export interface Allowance {
  readonly rule: Rule;
  readonly file: string;
  readonly found: string;
  readonly reason: string;
}

/** Allowed violations in lock.js, with the reason. None of these addresses is ever requested. */
const IN_LOCK = {
  address: {
    'https://auth0.com/': 'the link behind "Protected with Auth0"',
    'https://manage.auth0.com/#/applications/': 'in a warning of Lock for developers',
    '//cdn.auth0.com/styleguide/components/1.0.8/media/logos/img/badge.png':
      "Lock's logo, which the option theme.logo replaces",
    'https://cdn.auth0.com': 'the base of the dictionaries, which are in the package',
    '.auth0.com': "the end of a domain by which Lock recognizes tenants' older domains",
    'http://fb.me/use-check-prop-types': 'in an error of prop-types',
    'https://reactjs.org/docs/error-decoder.html?invariant=': 'in errors of react-dom',
    'gmail.com': 'validator compares its email addresses in another way',
    'googlemail.com': 'validator compares its email addresses in another way',
    'http://auth0.com/oauth/grant-type/${': 'the name of a credential type',
  },
  'remote-script': {
    'info-v1.js': 'for an option of Lock that is not set; the override of its loader rejects it',
  },
  'script-loading': {
    '<script': 'an empty element that react-dom creates if a component renders one, and none does',
  },
} as const;

/** All allowed violations in the packages. */
export const ALLOWLIST: readonly Allowance[] = (
  ['address', 'remote-script', 'script-loading'] as const
).flatMap((rule) =>
  Object.entries(IN_LOCK[rule]).map(([found, reason]) => ({ rule, file: 'lock.js', found, reason })),
);

/** Returns the violations that are not on the allowlist, and a violation for each entry that no longer matches. */
export function applyAllowlist(
  violations: readonly Violation[],
  allowlist: readonly Allowance[],
): Violation[] {
  const isAllowed = (allowance: Allowance, { rule, file, found }: Violation) =>
    allowance.rule === rule && allowance.file === file && allowance.found === found;
  return [
    ...violations.filter((one) => !allowlist.some((allowance) => isAllowed(allowance, one))),
    ...allowlist
      .filter((allowance) => !violations.some((one) => isAllowed(allowance, one)))
      .map(({ file, found }) => violationOf('stale-allowance', file, found)),
  ];
}
