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
  /**
   * Renewal, encryption, the journal, the proxy for content scripts, the settings, the icon's menu, the origin that a
   * tenant can list, and what each refusal at a refresh means are in it.
   */
  'background.js': { raw: 81_900, gzip: 27_000 },
  'diagnostics.css': { raw: 5_500, gzip: 1_900 },
  /** What person and organisation have settled is in it too. */
  'diagnostics.js': { raw: 39_200, gzip: 13_350 },
  /** It runs before popup.js: all of it is to be there at once. */
  'first-read.js': { raw: 350, gzip: 260 },
  /** Lock's own stylesheet, of which we change nothing, is all but 11 KB of it. */
  'lock.css': { raw: 193_000, gzip: 56_000 },
  /** docs/decisions/lock-weight.md says what is in it, and what was left out. */
  'lock.js': { raw: 625_000, gzip: 170_000 },
  'options.css': { raw: 3_700, gzip: 1_450 },
  'options.js': { raw: 17_500, gzip: 5_900 },
  /** A look for each state, and for forced colours, and a tab. */
  'popup.css': { raw: 7_000, gzip: 2_300 },
  /** It gathers what the form needs, so that this is there when Lock's code is, and asks for the key that a sign-in needs. */
  // What the tenant requires of the user before it renews a session, with the window for it, is in it too.
  'popup.js': { raw: 28_800, gzip: 10_900 },
  /** What popup.js and lock.js both need; among it the origin that a tenant can list, in each kind of browser. */
  'shared-HASH.js': { raw: 14_200, gzip: 4_700 },
};

/** Files that are loaded together, so that none grows into another's place. */
export const BUDGETS_TOGETHER: Readonly<Record<string, Budget & { readonly files: readonly string[] }>> = {
  'all that a signed-in popup runs': {
    files: ['first-read.js', 'popup.js', 'shared-HASH.js'],
    // The form's part of the settings, and the ways on after each error, are in it; who is signed in runs none of that.
    raw: 43_000,
    gzip: 15_600,
  },
  /** Nothing of it runs unless somebody opens it. */
  'the page of diagnostics': {
    files: ['diagnostics.css', 'diagnostics.html', 'diagnostics.js'],
    raw: 46_900,
    gzip: 15_900,
  },
};

/**
 * What a build for no tenant may have beyond that: the choice of one in the options, with the check, log-out and the session that
 * it needs; and in every part the question whether there is one.
 */
export const MORE_FOR_NO_TENANT: Readonly<Record<string, Budget>> = {
  'background.js': { raw: 1_000, gzip: 300 },
  'diagnostics.js': { raw: 650, gzip: 200 },
  'options.css': { raw: 1_200, gzip: 450 },
  'options.js': { raw: 15_500, gzip: 5_300 },
  'popup.css': { raw: 250, gzip: 100 },
  'popup.js': { raw: 1_250, gzip: 400 },
  'shared-HASH.js': { raw: 200, gzip: 100 },
  'all that a signed-in popup runs': { raw: 1_450, gzip: 500 },
  'the page of diagnostics': { raw: 650, gzip: 200 },
};
