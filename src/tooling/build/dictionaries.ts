import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The language whose dictionary is part of Lock's code. */
const IN_LOCK = 'en';

/**
 * Returns Lock's dictionaries, unchanged, by Lock's language code. The modules of auth0-lock are evaluated at build time,
 * never in a browser. Rejects if a module has no dictionary.
 */
export async function lockDictionaries(root: string): Promise<ReadonlyMap<string, object>> {
  const folder = path.join(root, 'node_modules/auth0-lock/lib/i18n');
  const require = createRequire(path.join(root, 'package.json'));
  const codes = (await readdir(folder))
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -3));
  return new Map(
    codes
      .filter((code) => code !== IN_LOCK)
      .sort()
      .map((code) => {
        const dictionary: unknown = require(path.join(folder, `${code}.js`)).default;
        if (!isDictionary(dictionary)) throw new Error(`auth0-lock/lib/i18n/${code}.js is not a dictionary.`);
        return [code, dictionary];
      }),
  );
}

/** Returns whether `value` consists of strings and of objects of strings. JSON would lose anything else. */
function isDictionary(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((entry) => typeof entry === 'string' || isDictionary(entry));
}
