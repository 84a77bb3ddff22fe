import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Lock's dictionary that is not packaged: it is in lock.js, for Lock falls back to it. */
const IN_LOCK = 'en';

/**
 * Lock's dictionaries as data, word for word as Lock has them: `languages/CODE.json` and its text, by code.
 * They come out of the package's modules, which are run here so that nobody needs to run them later.
 */
export async function lockDictionaries(root: string): Promise<[string, string][]> {
  const folder = path.join(root, 'node_modules/auth0-lock/lib/i18n');
  const require = createRequire(path.join(root, 'package.json'));
  const codes = (await readdir(folder))
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -3));
  return codes
    .filter((code) => code !== IN_LOCK)
    .sort()
    .map((code): [string, string] => {
      const dictionary: unknown = require(path.join(folder, `${code}.js`)).default;
      if (!isDictionary(dictionary)) throw new Error(`auth0-lock/lib/i18n/${code}.js is not a dictionary.`);
      return [`languages/${code}.json`, `${JSON.stringify(dictionary)}\n`];
    });
}

/** Texts, and groups of them. Anything else would be lost on the way through JSON. */
function isDictionary(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((entry) => typeof entry === 'string' || isDictionary(entry));
}
