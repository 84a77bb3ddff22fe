import { zipSync } from 'fflate';
import type { Browser } from '../build/manifest.ts';
import type { Files } from '../build/project-files.ts';

/** The first moment that a zip can name. Made of local parts, as the zip's are, it is the same in every time zone. */
const MOMENT = new Date(1980, 0, 1);

/**
 * The files as a zip whose bytes depend on nothing but their names and contents. `web-ext build` writes the moment
 * of zipping into each entry, and Node's own compression differs from version to version; fflate's is JavaScript.
 */
export function zip(files: Files): Uint8Array {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: MOMENT });
}

/** What a zip is for: a browser's stores, or Mozilla's reviewers. */
export type Zipped = Browser | 'source';

/** The zip's file name: the extension's name in small letters, what it is for, the version. */
export function zipName(name: string, what: Zipped, version: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['extension'];
  return `${[...words, what, version].join('-')}.zip`;
}
