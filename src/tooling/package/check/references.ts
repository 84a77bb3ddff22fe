import { withoutComments } from './patterns.ts';
import { type Violation, violationAt, violationOf } from './violation.ts';

/** A reference from a file to another file. */
interface Reference {
  /** A path in the package. `*` matches any part of a file name. */
  readonly target: string;
  readonly offset: number;
}

/** Required files that no file refers to. Licenses require their notices with every copy. */
const REQUIRED = ['manifest.json', 'licenses.txt'];

const ATTRIBUTE = /\s(?:src|href|poster|data|action)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const STYLE_URL = /url\(\s*["']?(?!data:)([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']/g;
const IMPORT = /\b(?:import\s*\(?|from)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
const TEMPLATE = /`([\w/-]+(?:\$\{[^{}`]*\}[\w./-]*)+\.[a-z]+)`/g;

/** Returns files that the manifest doesn't refer to, directly or through other files, and references to missing files. */
export function referenceViolations(
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
): Violation[] {
  const reached = new Set(REQUIRED);
  const missing = REQUIRED.filter((file) => !names.includes(file)).map((file) =>
    violationOf('missing-file', file),
  );
  // The loop includes files that are added to the set while it runs.
  for (const file of reached) {
    const text = texts.get(file) ?? '';
    for (const { target, offset } of referencesIn(file, text, names)) {
      const targets = names.filter((name) => matches(target, name));
      for (const name of targets) reached.add(name);
      if (targets.length === 0)
        missing.push(violationAt({ rule: 'missing-file', file, found: target }, text, offset));
    }
  }
  const unreached = names.filter((name) => !reached.has(name));
  return [...missing, ...unreached.map((name) => violationOf('unreferenced-file', name))];
}

function referencesIn(file: string, text: string, names: readonly string[]): Reference[] {
  if (file === 'manifest.json') return manifestReferences(text);
  if (file.endsWith('.js')) return scriptReferences(text, names);
  if (file.endsWith('.html')) return matchesOf(withoutComments(text), ATTRIBUTE);
  return file.endsWith('.css') ? matchesOf(text, STYLE_URL) : [];
}

/** Returns every string of the manifest that looks like a file path (icons, pages, scripts), and the message files. */
function manifestReferences(text: string): Reference[] {
  const paths = matchesOf(text, /"([\w./-]+\.(?:html|js|css|png|svg|json))"/g);
  return /"default_locale"/.test(text)
    ? [...paths, { target: '_locales/*/messages.json', offset: 0 }]
    : paths;
}

/** Returns the imports of a script, and the file names in its strings. A template can match several files. */
function scriptReferences(text: string, names: readonly string[]): Reference[] {
  const isNamed = (name: string) => ['"', "'", '`', '/'].some((start) => text.includes(`${start}${name}`));
  const templates = matchesOf(text, TEMPLATE).map(({ target }) => target.replace(/\$\{[^}]*\}/g, '*'));
  const found = names.filter((name) => isNamed(name) || templates.some((target) => matches(target, name)));
  return [...matchesOf(text, IMPORT), ...found.map((target) => ({ target, offset: 0 }))];
}

/**
 * Returns the paths that a pattern's first matching group contains, without URLs. Drops leading `./` and `../`: no file is
 * outside the folder of the pages.
 */
function matchesOf(text: string, pattern: RegExp): Reference[] {
  return [...text.matchAll(pattern)].flatMap(({ index, ...groups }) => {
    const address = groups[1] ?? groups[2] ?? groups[3] ?? '';
    if (address === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address)) return [];
    const target = address.replace(/[?#].*$/, '').replace(/^(?:\.{0,2}\/)+/, '');
    return [{ target, offset: index }];
  });
}

function matches(target: string, name: string): boolean {
  const escaped = target.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^/]*')}$`).test(name);
}
