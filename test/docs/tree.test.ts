import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { blocksOf } from './documents.ts';

/** The paths of a tree that is drawn by indentation, with its names before two spaces or the end. */
function pathsOf(tree: string): string[] {
  const folders: { readonly name: string; readonly depth: number }[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', names] = /^( *)([^\s,]+(?:, [^\s,]+)*)(?: |$)/.exec(line) ?? [];
    if (names === undefined) return [];
    while ((folders.at(-1)?.depth ?? -1) >= indent.length) folders.pop();
    const base = folders.map(({ name }) => name).join('');
    if (names.endsWith('/')) folders.push({ name: names, depth: indent.length });
    return names.split(', ').map((name) => `${base}${name}`);
  });
}

const contributing = {
  file: 'CONTRIBUTING.md',
  text: readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8'),
};
const drawn = pathsOf(blocksOf(contributing)[0]?.text ?? '');

const entriesOf = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { withFileTypes: true }).map(
    (entry) => `${folder}/${entry.name}${entry.isDirectory() ? '/' : ''}`,
  );

describe('the tree in CONTRIBUTING.md', () => {
  it('has what is there, and nothing else', () => {
    expect(drawn.length).toBeGreaterThan(20);
    expect(drawn.filter((name) => !name.includes('(') && !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  it('has every room of src/, and every file that is a room of its own', () => {
    expect(entriesOf('src').filter((name) => !drawn.includes(name))).toEqual([]);
  });

  it('has every room of test/ that no room of src/ has', () => {
    const own = entriesOf('test').filter(
      (name) => name.endsWith('/') && !existsSync(path.join(ROOT, name.replace('test/', 'src/'))),
    );
    expect(own.filter((name) => !drawn.includes(name))).toEqual([]);
  });

  it('is read by its indentation', () => {
    const tree = 'a.json  text\nsrc/\n  b.ts   text, more\n  c/     text\n    d/, e/  text\nf/\n';
    expect(pathsOf(tree)).toEqual(['a.json', 'src/', 'src/b.ts', 'src/c/', 'src/c/d/', 'src/c/e/', 'f/']);
  });
});
