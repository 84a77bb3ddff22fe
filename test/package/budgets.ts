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
   * browser APIs that never answer, the replacement of a session after a changed configuration, and names of every script. The
   * check of the manifest, and the session for other code of the background, came with the SDK, and the texts of badge, menu and
   * notification in six languages (6,000), because a service worker loads no modules.
   */
  'background.js': { raw: 99_600, gzip: 34_600 },
  /** What form.js and lock.js both need. */
  'chunk-HASH.js': { raw: 15_000, gzip: 5_900 },
  'diagnostics.css': { raw: 3_500, gzip: 1_400 },
  /** What person and organisation have settled is in it too. */
  'diagnostics.js': { raw: 31_200, gzip: 11_550 },
  /** Loads one of the dictionaries. */
  'dictionaries-HASH.js': { raw: 2_300, gzip: 1_000 },
  /** All 43 dictionaries of Lock, of which a form loads one at most. */
  'dictionary-CODE-HASH.js': { raw: 600_000, gzip: 200_000 },
  /** It runs before popup.js: all of it is to be there at once. */
  'prefetch-session.js': { raw: 350, gzip: 260 },
  /** The texts of the SDK in six languages, of which a page loads one. */
  'language-CODE.js': { raw: 54_300, gzip: 16_600 },
  /** docs/decisions/12-only-the-needed-parts-of-lock.md says what is in it, and what was left out. */
  'lock.js': { raw: 517_000, gzip: 161_500 },
  'options.css': { raw: 4_900, gzip: 1_800 },
  /** The choice of a tenant is in it, which only a configurable build shows. */
  'options.js': { raw: 35_720, gzip: 12_330 },
  /** A look for each state, and for forced colours, and a tab. */
  'popup.css': { raw: 7_000, gzip: 2_300 },
  /** What is loaded when a user must sign in, beside Lock: the form, its settings, saving the session, the journal. */
  'form.js': { raw: 21_900, gzip: 8_400 },
  /** The sentences of errors and notices and the ways on, which are loaded when one is shown. */
  'messages.js': { raw: 6_500, gzip: 2_270 },
  /** The state machine, the account card, the session, the settings, and the checks of the container. */
  'popup.js': { raw: 35_900, gzip: 13_000 },
  /** What popup.js and messages.js both need: the errors, those of the SDK among them. */
  'shared-HASH.js': { raw: 6_000, gzip: 2_200 },
  /** Lock's own stylesheet, of which we change nothing, is all but 11 KB of it. */
  'styles.js': { raw: 193_600, gzip: 56_000 },
};

/** Files that are loaded together, so that none grows into another's place. */
export const BUDGETS_TOGETHER: Readonly<Record<string, Budget & { readonly files: readonly string[] }>> = {
  'all that a signed-in popup runs': {
    files: ['prefetch-session.js', 'popup.js', 'shared-HASH.js'],
    raw: 42_000,
    gzip: 15_300,
  },
  /** Nothing of it runs unless somebody opens it. */
  'the page of diagnostics': {
    files: ['diagnostics.css', 'diagnostics.html', 'diagnostics.js'],
    raw: 36_500,
    gzip: 13_500,
  },
};

/**
 * What a minified script of a consumer has of the SDK: all that the browser loads with it, without what is loaded by `import()`,
 * as Lock is.
 */
export const SDK_BUDGETS = {
  /** The goal is 80,000 and 25,500. A quarter of it is oauth4webapi. esbuild writes Arabic and Japanese in escapes by itself (2,400). */
  'latchkey/background': { raw: 102_800, gzip: 34_900 },
  'latchkey/popup': { raw: 41_000, gzip: 15_500 },
  'latchkey/content': { raw: 600, gzip: 420 },
  'createClient of latchkey': { raw: 19_500, gzip: 7_300 },
} as const satisfies Readonly<Record<string, Budget>>;
