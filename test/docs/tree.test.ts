import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { blocksOf, read } from './documents.ts';

/** Returns the paths of a tree that is drawn by indentation of two spaces. */
function pathsOf(tree: string): string[] {
  const folders: string[] = [];
  return [...tree.matchAll(/^( *)(\S+)/gm)].map(([, indent = '', name = '']) => {
    folders.length = indent.length / 2;
    const drawn = [...folders, name].join('');
    folders.push(name);
    return drawn;
  });
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}${name}/`);
}

it('the tree in CONTRIBUTING.md matches src/ and test/', () => {
  const text = read('CONTRIBUTING.md');
  const drawn = pathsOf(
    blocksOf({ file: 'CONTRIBUTING.md', text }).find(({ language }) => language === '')?.text ?? '',
  );
  const folders = [
    ...foldersIn('src/').flatMap((folder) => [folder, ...foldersIn(folder)]),
    ...foldersIn('test/'),
  ];
  expect(drawn.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  expect(folders.filter((name) => !drawn.includes(name))).toEqual([]);
});
