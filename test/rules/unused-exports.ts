import path from 'node:path';
import { specifiersOf } from './import-rules.ts';

/** Sources by their paths from the project's root: `src/popup.ts`. */
export type Sources = ReadonlyMap<string, string>;

/**
 * What is exported and imported nowhere, as `src/timer.ts: atMoment`, in order. A type may be exported for whoever reads
 * the signature in which its own file names it.
 */
export function unusedExports(sources: Sources): string[] {
  const used = new Set([...sources].flatMap(([file, source]) => importsOf(file, source)));
  const isUsed = (file: string, name: string) => used.has(`${file}: ${name}`) || used.has(`${file}: *`);
  const unusedIn = ([file, source]: [string, string]) =>
    exportsOf(source)
      .filter(({ name, isType }) => !isUsed(file, name) && !(isType && isNamedAgain(source, name)))
      .map(({ name }) => `${file}: ${name}`);
  return [...sources].flatMap(unusedIn).sort();
}

const isNamedAgain = (source: string, name: string) =>
  [...source.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1;

/** Modules that no other one imports. */
export function unusedFiles(sources: Sources): string[] {
  const named = new Set(
    [...sources].flatMap(([file, source]) =>
      specifiersOf(source).map((specifier) => path.posix.join(path.posix.dirname(file), specifier)),
    ),
  );
  return [...sources.keys()].filter((file) => !named.has(file)).sort();
}

/** What is declared and exported in one place, which is the only way here. */
function exportsOf(source: string): { readonly name: string; readonly isType: boolean }[] {
  const declared = source.matchAll(
    /^export (?:declare )?(?:async )?(?:abstract )?(const|let|function\*?|class|interface|type)\s+(\w+)/gm,
  );
  return [...declared].map(([, kind = '', name = '']) => ({ name, isType: /interface|type/.test(kind) }));
}

/** `src/timer.ts: atMoment` for each name that is imported; `*` where the module is taken as a whole. */
function importsOf(file: string, source: string): string[] {
  const from = (specifier: string) => path.posix.join(path.posix.dirname(file), specifier);
  const named = [...source.matchAll(/^(?:import|export)\s[^;'"]*?\{([^}]*)\}\s*from\s*'(\.[^']+)'/gm)];
  const whole = [
    ...source.matchAll(/^(?:import|export)\s(?:type\s)?\*[^;'"]*from\s*'(\.[^']+)'/gm),
    ...source.matchAll(/\bimport\(\s*'(\.[^']+)'\s*\)/g),
  ];
  return [
    ...named.flatMap(([, names = '', specifier = '']) =>
      namesIn(names).map((name) => `${from(specifier)}: ${name}`),
    ),
    ...whole.map(([, specifier = '']) => `${from(specifier)}: *`),
  ];
}

/** `a` and `b` of `a, type b as c`. */
function namesIn(list: string): string[] {
  return list
    .split(',')
    .map(
      (item) =>
        item
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s/)[0] ?? '',
    )
    .filter((name) => name !== '');
}
