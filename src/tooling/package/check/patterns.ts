import { type Rule, type Violation, violationAt } from './violation.ts';

/** A pattern for text that files must not contain. Its first group is reported, or the whole match if it has no group. */
type Pattern = readonly [rule: Rule, files: RegExp, pattern: RegExp];

const SCRIPTS = /\.js$/;
const PAGES = /\.html$/;
const CODE = /\.(?:js|html)$/;
const ALL = /./;

/**
 * Code that a store's review rejects. The patterns also match inside strings, so harmless matches are on the allowlist.
 * `name:{` doesn't match: it is a key in webextension-polyfill's description of the API.
 */
const PATTERNS: readonly Pattern[] = [
  ['code-from-text', SCRIPTS, /(?<![\w$-])(?:eval|execScript)(?![\w$-]|\s*:\s*\{)/g],
  [
    'code-from-text',
    SCRIPTS,
    /(?<![\w$])Function(?=\s*(?:\(|\.(?:apply|call)\s*\())|[=(,]\s*(Function)\s*[,;)]/g,
  ],
  ['code-from-text', SCRIPTS, /\.constructor\s*(?:\(\s*["'`]|\.constructor\b)/g],
  ['code-from-text', SCRIPTS, /\b(set(?:Timeout|Interval|Immediate))\(\s*["'`]/g],
  [
    'script-loading',
    SCRIPTS,
    /(?<![\w$])(?:importScripts|(?:Shared)?Worker|serviceWorker|WebAssembly|addModule|createContextualFragment|executeScript|srcdoc)(?![\w$]|\s*:\s*\{)/g,
  ],
  ['script-loading', SCRIPTS, /\bcreateElement(?:NS)?\([^()]*?["'`](script|i?frame|object|embed)["'`]/gi],
  ['script-loading', SCRIPTS, /\bdocument\s*\.\s*writeln?\b/g],
  // A script can import other files of the package by a literal relative path.
  ['script-loading', SCRIPTS, /(?<![\w$.])import\s*\(\s*(?!["'`]\.{1,2}\/)/g],
  ['script-loading', SCRIPTS, /<script\b/gi],
  [
    'script-loading',
    CODE,
    /["'`]\s*((?:javascript|vbscript):|data:[^,"'`]*(?:javascript|ecmascript|html))/gi,
  ],
  ['script-loading', PAGES, /<script\b(?![^>]*\ssrc\s*=)[^>]*>/gi],
  ['script-loading', PAGES, /<[a-z][^>]*?\s(on[a-z]+)\s*=/gi],
  ['script-loading', PAGES, /<(?:iframe|frame|object|embed|base|applet)\b/gi],
  ['source-map', ALL, /[#@]\s*sourceMappingURL\s*=/gi],
  // Not `localhost|` in the regular expression that recognizes local tenants.
  ['development-host', ALL, /\blocalhost\b(?!\|)|\b127\.0\.0\.1\b|\b0\.0\.0\.0\b|\[::1\]/gi],
];

/** Matches a URL with or without its scheme: `//`, a host with a dot, and the rest. */
const ADDRESS = /(?:(?:https?|wss?|ftp):)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)\\<>;]*/gi;

/** Matches a string in a script that contains only a host, or a host and a path. Code can add the scheme. */
const BARE_HOST =
  /["'`](\.?(?:[a-z0-9-]+\.)+(?:com|net|org|io|app|dev|cloud|co|me|ai|eu|uk|us|de|info|biz|xyz)(?:\/[^"'`\s]*)?)["'`]/gi;

/** Matches a string in a script that ends like a script's URL. */
const SCRIPT_NAME = /["'`]((?!\.{0,2}\/)(?:(?!:\/\/)[\w@./:-])+\.[cm]?js)(?:[?#][^"'`\s]*)?["'`]/gi;

/** Matches XML namespaces, which look like URLs and are never requested. */
const NAMESPACE =
  /^http:\/\/www\.w3\.org\/(?:1998\/Math\/MathML|1999\/x(?:html|link)|2000\/svg|XML\/1998\/namespace)$/;

const REMOTE_SCRIPT = /\.[cm]?js(?:[?#].*)?$|\/(?:recaptcha|hcaptcha|turnstile|captcha)\b/i;

/** Returns every violation in the text of one file. `isPackaged` returns whether the package has a file with this name. */
export function patternViolations(
  file: string,
  text: string,
  isPackaged: (name: string) => boolean,
): Violation[] {
  const isScript = SCRIPTS.test(file);
  const searched = PAGES.test(file) ? withoutComments(text) : text;
  const search = (pattern: RegExp, ruleOf: (found: string) => Rule | null) =>
    [...searched.matchAll(pattern)].flatMap((match) => {
      const found = match[1] ?? match[0];
      const rule = ruleOf(found);
      const offset = match.index + match[0].lastIndexOf(found);
      return rule === null ? [] : [violationAt({ rule, file, found }, searched, offset)];
    });
  return [
    ...PATTERNS.flatMap(([rule, files, pattern]) => (files.test(file) ? search(pattern, () => rule) : [])),
    ...search(ADDRESS, addressRule),
    ...(isScript ? search(BARE_HOST, addressRule) : []),
    ...(isScript ? search(SCRIPT_NAME, (name) => (isPackaged(name) ? null : 'remote-script')) : []),
  ];
}

function addressRule(address: string): Rule | null {
  if (NAMESPACE.test(address)) return null;
  return REMOTE_SCRIPT.test(address) ? 'remote-script' : 'address';
}

/** Replaces the comments of an HTML page with spaces, so that positions stay the same. */
function withoutComments(page: string): string {
  return page.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
}
