import path from 'node:path';
import { type Violation, violationAt, violationOf } from './violation.ts';

/** Required files that no file refers to. Licenses require their notices with every copy. */
const REQUIRED = ['manifest.json', 'licenses.txt'];

/** Folders whose files are selected at run time, by language, size and state. */
const SELECTED = /^(?:_locales|icons)\//;

/** Matches the name of a file in a manifest, a page or a stylesheet. */
const FILE_NAME = /["'(]([\w./-]+\.(?:html|js|css|png|svg|json))["')?#]/g;

/** Matches the import of a file in a script. */
const IMPORT = /\b(?:import\s*\(?|from)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;

/** Returns references to missing files, and files whose name is in no other file. */
export function referenceViolations(
  names: readonly string[],
  texts: ReadonlyMap<string, string>,
): Violation[] {
  const isReferenced = (name: string) =>
    [...texts].some(([file, text]) => file !== name && text.includes(path.basename(name)));
  return [
    ...REQUIRED.filter((name) => !names.includes(name)).map((name) => violationOf('missing-file', name)),
    ...[...texts].flatMap(([file, text]) => missingFiles(file, text, names)),
    ...names
      .filter((name) => !REQUIRED.includes(name) && !SELECTED.test(name) && !isReferenced(name))
      .map((name) => violationOf('unreferenced-file', name)),
  ];
}

function missingFiles(file: string, text: string, names: readonly string[]): Violation[] {
  if (!/\.(?:js|html|css)$|^manifest\.json$/.test(file)) return [];
  const matches = [...text.matchAll(file.endsWith('.js') ? IMPORT : FILE_NAME)];
  return matches.flatMap(({ 1: target = '', index }) => {
    const found = target.replace(/^(?:\.{0,2}\/)+/, '');
    return names.includes(found) ? [] : [violationAt({ rule: 'missing-file', file, found }, text, index)];
  });
}
