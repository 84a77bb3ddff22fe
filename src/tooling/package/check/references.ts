import type { Breach } from './finding.ts';
import { fileAttributes } from './page-rules.ts';
import { type Script, type Scripts, textOf } from './scripts.ts';

/** The texts of a package, by their path in it. */
export type Texts = ReadonlyMap<string, string>;

/** Something in a file that names another one. */
interface Reference {
  /** A path in the package; a star stands for what the code puts there. */
  readonly target: string;
  readonly offset: number;
  /** Whether the browser would look for the file: it has to be there. */
  readonly isBinding: boolean;
}

/** Files that nothing in the package asks for, each with the reason why it is there. */
const READ_BY_PEOPLE: Readonly<Record<string, string>> = {
  'licenses.txt': 'the notices that the licences of the libraries want beside every copy',
};

/** All files of a package by their paths: what can be read of them, and the scripts parsed. */
export interface Contents {
  readonly names: readonly string[];
  readonly texts: Texts;
  readonly scripts: Scripts;
}

/** Files of a package that cannot be reached from its manifest, and names of files that are not there. */
export function referenceBreaches(contents: Contents): Breach[] {
  const { names } = contents;
  const reached = new Set(['manifest.json', ...Object.keys(READ_BY_PEOPLE)]);
  const waiting = [...reached];
  const breaches: Breach[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const { target, offset, isBinding } of referencesOf(file, contents)) {
      const targets = filesOf(target, names);
      if (targets.length === 0 && isBinding)
        breaches.push({ rule: 'missing-file', file, offset, found: target });
      for (const next of targets.filter((name) => !reached.has(name))) {
        reached.add(next);
        waiting.push(next);
      }
    }
  }
  const lost = names.filter((name) => !reached.has(name));
  return [
    ...breaches,
    ...lost.map((file): Breach => ({ rule: 'unreferenced-file', file, offset: null, found: file })),
  ];
}

function referencesOf(file: string, { names, texts, scripts }: Contents): Reference[] {
  const script = scripts.get(file);
  if (script !== undefined) return scriptReferences(script, names);
  const text = texts.get(file) ?? '';
  if (file === 'manifest.json') return manifestReferences(text);
  if (file.endsWith('.html')) return pageReferences(text);
  return file.endsWith('.css') ? styleReferences(text) : [];
}

/** Every value that looks like a file's path: icons, pages, scripts. */
function manifestReferences(text: string): Reference[] {
  const manifest: unknown = JSON.parse(text);
  const values = textsIn(manifest).filter((value) => /^[\w./-]+\.(?:html|js|css|png|svg|json)$/.test(value));
  const paths = values.map((value) => ({
    target: fromRoot(value),
    offset: Math.max(0, text.indexOf(JSON.stringify(value))),
    isBinding: true,
  }));
  const hasLocales = typeof manifest === 'object' && manifest !== null && 'default_locale' in manifest;
  return hasLocales ? [...paths, { target: '_locales/*/messages.json', offset: 0, isBinding: true }] : paths;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function pageReferences(page: string): Reference[] {
  return fileAttributes(page)
    .filter(({ value }) => isPath(value))
    .map(({ value, offset }) => ({ target: fromRoot(value), offset, isBinding: true }));
}

function styleReferences(css: string): Reference[] {
  const urls = [...css.matchAll(/url\(\s*(["']?)(?!data:)([^"')]*)\1\s*\)/g)].map(
    (match) => [match, match[2]] as const,
  );
  const imports = [...css.matchAll(/@import\s+(["'])([^"']*)\1/g)].map((match) => [match, match[2]] as const);
  return [...urls, ...imports]
    .filter(([, address = '']) => isPath(address))
    .map(([match, address = '']) => ({ target: fromRoot(address), offset: match.index, isBinding: true }));
}

/** What a script imports, and every text of it that is a file's name; with holes, if its two ends are of one. */
function scriptReferences(script: Script, names: readonly string[]): Reference[] {
  const references: Reference[] = [];
  for (const { node, parent } of script) {
    const value = textOf(node);
    if (value === undefined || value === '') continue;
    const isImport = parent?.type.startsWith('Import') || parent?.type.startsWith('Export');
    const isName = names.includes(fromRoot(value)) || /^[\w-]+[\w/-]*\*.*\.[a-z]+$/.test(value);
    if (isImport || isName)
      references.push({ target: fromRoot(value), offset: node.start, isBinding: isImport === true });
  }
  return references;
}

/** Whether an address is one of the package's own files: no scheme, no host, no bare fragment. */
function isPath(address: string): boolean {
  return address !== '' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address);
}

/** Every file of the package lies beside or below its pages, so that a path is one from the root. */
function fromRoot(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/^(?:\.?\/)+/, '');
}

function filesOf(target: string, names: readonly string[]): string[] {
  if (!target.includes('*')) return names.filter((name) => name === target);
  const escaped = target.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${escaped.join('[^/]*')}$`);
  return names.filter((name) => pattern.test(name));
}
