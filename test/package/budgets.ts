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
   * tenant can list, and what each refusal at a refresh means are in it. So are the order of the user's actions, the limits for
   * browser APIs that never answer, the replacement of a session after a changed configuration, and names of every script.
   */
  'background.js': { raw: 91_700, gzip: 30_700 },
  'diagnostics.css': { raw: 5_500, gzip: 1_900 },
  /** What person and organisation have settled is in it too. */
  'diagnostics.js': { raw: 41_000, gzip: 14_150 },
  /** It runs before popup.js: all of it is to be there at once. */
  'prefetch-session.js': { raw: 350, gzip: 260 },
  /** Lock's own stylesheet, of which we change nothing, is all but 11 KB of it. */
  'lock.css': { raw: 193_000, gzip: 56_000 },
  /** docs/decisions/lock-weight.md says what is in it, and what was left out. */
  'lock.js': { raw: 627_500, gzip: 171_300 },
  'options.css': { raw: 3_700, gzip: 1_450 },
  'options.js': { raw: 17_500, gzip: 5_900 },
  /** A look for each state, and for forced colours, and a tab. */
  'popup.css': { raw: 7_000, gzip: 2_300 },
  /** It gathers what the form needs, so that this is there when Lock's code is, and asks for the key that a sign-in needs. */
  // What the tenant requires of the user before it renews a session, with the window for it, is in it too. So are the order of
  // the user's actions, settings that change while it is open, and names and initials of every script.
  'popup.js': { raw: 33_500, gzip: 12_700 },
  /** What popup.js and lock.js both need; among it what was typed in the form, and the connections of an application. */
  'shared-HASH.js': { raw: 18_000, gzip: 6_100 },
};

/** Files that are loaded together, so that none grows into another's place. */
export const BUDGETS_TOGETHER: Readonly<Record<string, Budget & { readonly files: readonly string[] }>> = {
  'all that a signed-in popup runs': {
    files: ['prefetch-session.js', 'popup.js', 'shared-HASH.js'],
    // The form's part of the settings, and the ways on after each error, are in it; who is signed in runs none of that.
    raw: 51_700,
    gzip: 18_950,
  },
  /** Nothing of it runs unless somebody opens it. */
  'the page of diagnostics': {
    files: ['diagnostics.css', 'diagnostics.html', 'diagnostics.js'],
    raw: 48_700,
    gzip: 16_700,
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
  'options.js': { raw: 17_500, gzip: 5_900 },
  'popup.css': { raw: 250, gzip: 100 },
  'popup.js': { raw: 1_250, gzip: 400 },
  'shared-HASH.js': { raw: 200, gzip: 100 },
  'all that a signed-in popup runs': { raw: 1_450, gzip: 500 },
  'the page of diagnostics': { raw: 650, gzip: 200 },
};
