/** The most bytes that something may have: as it lies in the package, and as gzip packs it. */
export interface Budget {
  readonly raw: number;
  readonly gzip: number;
}

/**
 * Every script and stylesheet of a package. A number here changes only with a reason beside it. All files whose names
 * differ in their hash alone count as one.
 */
export const BUDGETS: Readonly<Record<string, Budget>> = {
  /** Renewal, encryption, the journal and the proxy for content scripts are in it. */
  'background.js': { raw: 75_000, gzip: 24_500 },
  'diagnostics.css': { raw: 5_500, gzip: 1_900 },
  'diagnostics.js': { raw: 37_500, gzip: 12_800 },
  /** Lock's own stylesheet, of which we change nothing, is all but 11 KB of it. */
  'lock.css': { raw: 193_000, gzip: 56_000 },
  /** docs/decisions/lock-weight.md says what is in it, and what was left out. */
  'lock.js': { raw: 642_500, gzip: 172_500 },
  /** A look for each state, and for forced colours, and a tab. */
  'popup.css': { raw: 6_500, gzip: 2_150 },
  /** It gathers what the form needs, so that this is there when Lock's code is. */
  'popup.js': { raw: 26_500, gzip: 10_200 },
  /** What popup.js and lock.js both need; among it the origin that a tenant can list, in each kind of browser. */
  'shared-HASH.js': { raw: 14_200, gzip: 4_700 },
};

/** Files that are loaded together, so that none grows into another's place. */
export const BUDGETS_TOGETHER: Readonly<Record<string, Budget & { readonly files: readonly string[] }>> = {
  'all that a signed-in popup runs': {
    files: ['popup.js', 'shared-HASH.js'],
    raw: 40_000,
    gzip: 14_500,
  },
  /** Nothing of it runs unless somebody opens it. */
  'the page of diagnostics': {
    files: ['diagnostics.css', 'diagnostics.html', 'diagnostics.js'],
    raw: 44_500,
    gzip: 15_500,
  },
};
