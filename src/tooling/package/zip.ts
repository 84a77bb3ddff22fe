import { zipSync } from 'fflate';
import type { Browser } from '../build/manifest.ts';
import type { Files } from '../build/project-files.ts';

/**
 * The earliest timestamp of the zip format. It is in local time, as in the format, so the bytes are the same in every time
 * zone.
 */
const EARLIEST_TIME = new Date(1980, 0, 1);

/**
 * Returns the files as a zip whose bytes depend only on their names and contents. `web-ext build` writes the current time
 * into each entry. The output of Node's zlib differs between versions, but fflate is written in JavaScript.
 */
export function zip(files: Files): Uint8Array {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: EARLIEST_TIME });
}

/** What a zip file contains: the package for a browser, or the sources for Mozilla's reviewers. */
export type Zipped = Browser | 'source';

/** Returns the name of a zip file: the extension's name in lowercase, what it contains, and the version. */
export function zipName(name: string, what: Zipped, version: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['extension'];
  return `${[...words, what, version].join('-')}.zip`;
}
