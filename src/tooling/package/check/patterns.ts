import { type Rule, type Violation, violationAt } from './violation.ts';

/** A text that a package must not have. */
interface Pattern {
  readonly rule: Rule;
  /** Names of the files that are searched. */
  readonly files: RegExp;
  /** Its first group, if there is one, is what is reported. */
  readonly pattern: RegExp;
}

const SCRIPTS = /\.js$/;
const PAGES = /\.html$/;
const CODE = /\.(?:js|html)$/;
const ALL = /./;

/**
 * Everything that a store's review rejects in code. The patterns read text, so they also match inside strings: what is
 * harmless goes to the allowlist. `name:{` is a key of webextension-polyfill's description of the API.
 */
const PATTERNS: readonly Pattern[] = [
  { rule: 'code-from-text', files: SCRIPTS, pattern: /(?<![\w$-])(?:eval|execScript)(?![\w$-]|\s*:\s*\{)/g },
  {
    rule: 'code-from-text',
    files: SCRIPTS,
    pattern: /(?<![\w$])Function(?=\s*(?:\(|\.(?:apply|call)\s*\())|[=(,]\s*(Function)\s*[,;)]/g,
  },
  { rule: 'code-from-text', files: SCRIPTS, pattern: /\.constructor\s*(?:\(\s*["'`]|\.constructor\b)/g },
  { rule: 'code-from-text', files: SCRIPTS, pattern: /\b(set(?:Timeout|Interval|Immediate))\(\s*["'`]/g },
  {
    rule: 'script-loading',
    files: SCRIPTS,
    pattern:
      /(?<![\w$])(?:importScripts|(?:Shared)?Worker|serviceWorker|WebAssembly|addModule|createContextualFragment|executeScript|srcdoc)(?![\w$]|\s*:\s*\{)/g,
  },
  {
    rule: 'script-loading',
    files: SCRIPTS,
    pattern: /\bcreateElement(?:NS)?\([^()]*?["'`](script|i?frame|object|embed)["'`]/gi,
  },
  { rule: 'script-loading', files: SCRIPTS, pattern: /\bdocument\s*\.\s*writeln?\b/g },
  // A script may import its neighbors in the package, by a name that can be read.
  { rule: 'script-loading', files: SCRIPTS, pattern: /(?<![\w$.])import\s*\(\s*(?!["'`]\.{1,2}\/)/g },
  { rule: 'script-loading', files: SCRIPTS, pattern: /<script\b/gi },
  {
    rule: 'script-loading',
    files: CODE,
    pattern: /["'`]\s*((?:javascript|vbscript):|data:[^,"'`]*(?:javascript|ecmascript|html))/gi,
  },
  { rule: 'script-loading', files: PAGES, pattern: /<script\b(?![^>]*\ssrc\s*=)[^>]*>/gi },
  { rule: 'script-loading', files: PAGES, pattern: /<[a-z][^>]*?\s(on[a-z]+)\s*=/gi },
  { rule: 'script-loading', files: PAGES, pattern: /<(?:iframe|frame|object|embed|base|applet)\b/gi },
  { rule: 'source-map', files: ALL, pattern: /[#@]\s*sourceMappingURL\s*=/gi },
];

/** An alternative in a regular expression, by which local tenants are recognized, is no host that is requested. */
const DEVELOPMENT_HOST: Pattern = {
  rule: 'development-host',
  files: ALL,
  pattern: /\blocalhost\b(?!\|)|\b127\.0\.0\.1\b|\b0\.0\.0\.0\b|\[::1\]/gi,
};

/** A host with a dot in it, behind `//`: with or without the scheme, and with what follows the host. */
const ADDRESS = /(?:(?:https?|wss?|ftp):)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)\\<>;]*/gi;

/** A string of a script that is a host and nothing else, or a file on one, to which code may add the scheme. */
const BARE_HOST =
  /["'`](\.?(?:[a-z0-9-]+\.)+(?:com|net|org|io|app|dev|cloud|co|me|ai|eu|uk|us|de|info|biz|xyz)(?:\/[^"'`\s]*)?)["'`]/gi;

/** A string of a script that ends like the address of a script. */
const SCRIPT_NAME = /["'`]((?!\.{0,2}\/)(?:(?!:\/\/)[\w@./:-])+\.[cm]?js)(?:[?#][^"'`\s]*)?["'`]/gi;

/** Names of XML vocabularies, which look like addresses and are never requested. */
const NAMESPACE =
  /^http:\/\/www\.w3\.org\/(?:1998\/Math\/MathML|1999\/x(?:html|link)|2000\/svg|XML\/1998\/namespace)$/;

const REMOTE_SCRIPT = /\.[cm]?js(?:[?#].*)?$|\/(?:recaptcha|hcaptcha|turnstile|captcha)\b/i;

/** What a search of a package's texts needs to know. */
export interface SearchOptions {
  /** Whether hosts of development belong into the package, which then is for this computer alone. */
  readonly allowsDevelopmentHosts: boolean;
  /** Whether the package has a file of this name. */
  readonly isPackaged: (name: string) => boolean;
}

/** Returns every violation in the text of one file. */
export function patternViolations(file: string, text: string, options: SearchOptions): Violation[] {
  const patterns = options.allowsDevelopmentHosts ? PATTERNS : [...PATTERNS, DEVELOPMENT_HOST];
  const searched = PAGES.test(file) ? withoutComments(text) : text;
  return [
    ...patterns
      .filter(({ files }) => files.test(file))
      .flatMap(({ rule, pattern }) => search(searched, pattern, () => rule, file)),
    ...search(searched, ADDRESS, addressRule, file),
    ...(SCRIPTS.test(file) ? search(text, BARE_HOST, addressRule, file) : []),
    ...(SCRIPTS.test(file)
      ? search(text, SCRIPT_NAME, (name) => (options.isPackaged(name) ? null : 'remote-script'), file)
      : []),
  ];
}

function search(
  text: string,
  pattern: RegExp,
  ruleOf: (found: string) => Rule | null,
  file: string,
): Violation[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const found = match[1] ?? match[0];
    const rule = ruleOf(found);
    const offset = match.index + match[0].lastIndexOf(found);
    return rule === null ? [] : [violationAt({ rule, file, found }, text, offset)];
  });
}

function addressRule(address: string): Rule | null {
  if (NAMESPACE.test(address)) return null;
  return REMOTE_SCRIPT.test(address) ? 'remote-script' : 'address';
}

/** Replaces comments of a page by spaces, so that positions stay. */
export function withoutComments(page: string): string {
  return page.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
}
