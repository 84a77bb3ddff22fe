import type { Browser } from '../build/manifest.ts';

/** What a zip is for: a browser's stores, or Mozilla's reviewers. */
export type Zipped = Browser | 'source';

/** The zip's file name: the extension's name in small letters, what it is for, the version. */
export function zipName(name: string, what: Zipped, version: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['extension'];
  return `${[...words, what, version].join('-')}.zip`;
}
