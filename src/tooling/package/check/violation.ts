/** The rules for packages, with the message for a violation. */
export const RULES = {
  'code-from-text': 'evaluates a string as code',
  'script-loading': 'can load a script',
  'remote-script': 'is a script outside the package',
  address: 'is a URL that is not on the allowlist',
  'development-host': 'is a development host',
  'permission-unused': 'is a permission without a use or a reason',
  access: 'differs from what the configuration needs',
  'missing-file': 'is not in the package',
  'unreferenced-file': 'is a file without a reference to it',
  'source-map': 'refers to a source map',
  lint: 'is a linter message that is not on the allowlist',
  'stale-allowance': 'is on the allowlist, but no longer occurs: remove it there',
} as const;

export type Rule = keyof typeof RULES;

/** A place where a package breaks a rule. */
export interface Violation {
  readonly rule: Rule;
  /** Path in the package. */
  readonly file: string;
  /** The text that breaks the rule, or the name of the missing item. */
  readonly found: string;
  /** Starts at 1. `null` if the violation belongs to the whole file. */
  readonly position: { readonly line: number; readonly column: number } | null;
  /** The text around the position on one line, or the linter's message. */
  readonly snippet: string;
}

/** Number of characters that a snippet shows before and after the found text. */
const AROUND = 40;

/**
 * Returns the violation at `offset` of `text`. If the offset is negative because the text has no match, the position is the
 * start.
 */
export function violationAt(
  { rule, file, found }: Pick<Violation, 'rule' | 'file' | 'found'>,
  text: string,
  offset: number,
): Violation {
  const start = Math.max(0, offset);
  const lines = text.slice(0, start).split('\n');
  const position = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  const snippet = text.slice(Math.max(0, start - AROUND), start + found.length + AROUND).replace(/\s+/g, ' ');
  return { rule, file, found, position, snippet };
}

/** Returns a violation that belongs to the whole file. */
export function violationOf(rule: Rule, file: string, found = file): Violation {
  return { rule, file, found, position: null, snippet: '' };
}

/** Returns a violation as one line: `lock.js:1:2345 code-from-text: "eval" evaluates a string as code: … x=eval(y) …`. */
export function formatViolation({ rule, file, found, position, snippet }: Violation): string {
  const place = position === null ? file : `${file}:${position.line}:${position.column}`;
  const around = snippet === '' ? '' : `: … ${snippet} …`;
  return `${place} ${rule}: "${found}" ${RULES[rule]}${around}`;
}
