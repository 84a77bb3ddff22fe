/** What the gate refuses, by the name of the rule. */
export const RULES = {
  'code-from-text': 'makes code from text',
  'script-loading': 'is a way to load a script',
  'remote-script': 'names a script that is not in the package',
  address: 'is an address that no table knows',
  'development-host': 'is a host of development',
  'browser-object': 'takes the browser’s API past webextension-polyfill, where permissions cannot be counted',
  'permission-missing': 'is used without its permission',
  'permission-unused': 'is a permission that no code uses',
  'host-permission': 'is not exactly the tenant and the listed APIs',
  policy: 'loosens the content security policy',
  'store-field': 'is a field that the stores refuse',
  'missing-file': 'is not in the package',
  'unreferenced-file': 'is a file that nothing refers to',
  'source-map': 'is a source map',
  lint: 'is not on the list of what Mozilla’s linter may say',
  'stale-allowance': 'is allowed, but occurs no longer: take it off the list',
} as const;

export type Rule = keyof typeof RULES;

/** Where a rule is broken, as the rule saw it. */
export interface Breach {
  readonly rule: Rule;
  /** Path in the package. */
  readonly file: string;
  /** Where it begins, in characters from 0; `null` where it is the file as a whole. */
  readonly offset: number | null;
  /** What stands there, or what it is about. */
  readonly found: string;
}

/** A breach, with what a person needs to mend it. */
export interface Finding extends Breach {
  /** Counted from 1; `null` where it is the file as a whole. */
  readonly place: { readonly line: number; readonly column: number } | null;
  /** The module that brought it: a package's name, or a path in the project. */
  readonly module: string;
  /** What stands around it, in one line. */
  readonly snippet: string;
}

/** Characters before and after a place that a snippet shows. */
const AROUND = 30;

/** Line and column, from 0, of an offset in a text. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, column: offset - start };
}

/** What stands at an offset, with a little around it, in one line. */
export function snippetOf(text: string, offset: number, length: number): string {
  return text.slice(Math.max(0, offset - AROUND), offset + length + AROUND).replace(/\s+/g, ' ');
}

/** The finding as one line: `lock.js:1:2345 (react-dom) code-from-text: "eval" makes code from text: …`. */
export function describeFinding({ rule, file, place, found, module, snippet }: Finding): string {
  const where = place === null ? file : `${file}:${place.line}:${place.column}`;
  const around = snippet === '' ? '' : `: … ${snippet} …`;
  return `${where} (${module}) ${rule}: “${found}” ${RULES[rule]}${around}`;
}
