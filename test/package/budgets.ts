/** The most bytes that a built file may have. A number here changes only with a reason beside it. */
export const BUDGETS = {
  /** popup.js and what it shares with lock.js: all that a signed-in popup runs. */
  'signed-in popup': 40_000,
  /** Renewal, encryption, the journal and the proxy for content scripts are in it. */
  'background.js': 75_000,
  /** diagnostics.html, its script and its stylesheet: nothing of it runs unless somebody opens it. */
  diagnostics: 44_000,
  'lock.js': 860_000,
  'lock.css': 190_000,
} as const;
