/** Chromium's preferences: a JSON file in the profile, in which a dotted path is a way through objects. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

type Preference = string | number | boolean | readonly string[];

export type Preferences = Readonly<Record<string, Preference>>;

interface PreferenceTree {
  [name: string]: PreferenceTree | Preference;
}

/** Writes them into a new profile. One that has been used has preferences of its own, which stay. */
export async function writePreferences(profileDir: string, preferences: Preferences): Promise<void> {
  const file = join(profileDir, 'Default', 'Preferences');
  if (Object.keys(preferences).length === 0 || existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(preferenceTree(preferences)));
}

/** `{ 'a.b': 1, 'a.c': 2 }` becomes `{ a: { b: 1, c: 2 } }`. */
function preferenceTree(preferences: Preferences): PreferenceTree {
  const tree: PreferenceTree = {};
  for (const [path, value] of Object.entries(preferences)) {
    const names = path.split('.');
    const last = names.pop() ?? path;
    let node = tree;
    for (const name of names) {
      const child = node[name];
      const next: PreferenceTree = isTree(child) ? child : {};
      node[name] = next;
      node = next;
    }
    node[last] = value;
  }
  return tree;
}

function isTree(node: PreferenceTree | Preference | undefined): node is PreferenceTree {
  return typeof node === 'object' && !Array.isArray(node);
}
