/** The npm package `latchkey`, as a consumer has it in `node_modules`. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Files, readFolder } from '../../../src/tooling/build/project-files.ts';
import { writeSdk } from '../../../src/tooling/sdk/write-sdk.ts';
import { installSdk } from './install-sdk.ts';

const run = promisify(execFile);

let consumer: string;
let installed: string;
let files: Files;
let entries: readonly string[];

beforeAll(async () => {
  consumer = await installSdk('react');
  installed = path.join(consumer, 'node_modules/latchkey');
  files = await readFolder(installed);
  entries = Object.keys(JSON.parse(text('package.json')).exports).filter(
    (entry) => entry !== './package.json',
  );
});

const text = (name: string) => Buffer.from(files.get(name) ?? expect.fail(`There is no ${name}.`)).toString();
const scripts = () => [...files.keys()].filter((name) => name.endsWith('.js') && !name.startsWith('bin/'));

/** Returns a script and all scripts that it loads, at once or later. */
function reachable(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, imported = ''] of text(name).matchAll(/(?:\bfrom |\bimport(?: |\())"(\.{1,2}\/[^"]+)"/g)) {
    reachable(path.posix.join(path.posix.dirname(name), imported), found);
  }
  return found;
}

describe('the package', () => {
  it('contains scripts, declarations, the program and the documents, and nothing else', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: installed });
    const [{ files: packed }] = JSON.parse(stdout);
    const names = packed.map(({ path: name }: { path: string }) => name);
    const other = names.filter((name: string) => !/^(chunks\/[\w-]+\.js|types\/[\w/-]+\.d\.ts)$/.test(name));
    expect(other.sort()).toEqual(
      [
        ...['LICENSE', 'README.md', 'licenses.txt', 'package.json', 'bin/latchkey.js'],
        ...entries.map((entry) => `${entry === '.' ? 'index' : entry.slice(2)}.js`),
      ].sort(),
    );
    expect(names.sort()).toEqual([...files.keys()].sort());
  });

  it('has no dependencies; React and Lockr are optional peers', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(text('package.json'));
    expect(dependencies).toBeUndefined();
    expect(Object.keys(peerDependencies)).toEqual(['lockr', 'react']);
    expect(Object.values(peerDependenciesMeta)).toEqual([{ optional: true }, { optional: true }]);
    const declarations = [...files.keys()].filter((name) => name.endsWith('.d.ts')).map(text);
    const imports = declarations.flatMap((declaration) =>
      [...declaration.matchAll(/\b(?:from|import\() ?['"]([^.'"][^'"]*)['"]/g)].map(([, name]) => name),
    );
    expect([...new Set(imports)].sort()).toEqual(['lockr', 'react']);
  });

  it('contains the licenses of the bundled libraries', () => {
    const names = ['auth0-lock', 'react', 'react-dom', 'oauth4webapi'];
    expect(names.filter((name) => !new RegExp(`^${name} \\d`, 'm').test(text('licenses.txt')))).toEqual([]);
  });

  it('contains no minified script', () => {
    const longest = (name: string) =>
      Math.max(
        ...text(name)
          .split('\n')
          .map((line) => line.length),
      );
    expect(scripts().filter((name) => !name.includes('/styles-') && longest(name) > 8_000)).toEqual([]);
  });

  it('has the same bytes when it is built again', async () => {
    const again = path.join(consumer, 'again');
    await writeSdk(again);
    expect(await readFolder(again)).toEqual(files);
  });

  it('contains every script that another one loads, and no script that none loads', () => {
    const loaded = new Set(entries.flatMap((entry) => [...reachable(`${nameOf(entry)}.js`)]));
    expect([...loaded].sort()).toEqual(scripts().sort());
  });

  it('makes no code from text and loads no remote script', () => {
    const forbidden = /\beval\(|\bnew Function\b|\bimportScripts\b|createElement\(["']script/;
    const code = (name: string) => text(name).replace(/^ *\/\/.*|\/\*[\s\S]*?\*\//gm, '');
    expect(scripts().filter((name) => forbidden.test(code(name)))).toEqual([]);
  });
});

const nameOf = (entry: string) => (entry === '.' ? 'index' : entry.slice(2));

describe('the entries', () => {
  it('can be imported outside an extension, as bundlers do', async () => {
    const imports = entries
      .map((entry) => `await import('${path.posix.join('latchkey', entry)}');`)
      .join('\n');
    const module = path.join(consumer, 'imports.mjs');
    await writeFile(module, imports);
    await expect(run(process.execPath, [module])).resolves.toEqual({ stdout: '', stderr: '' });
  });

  it('import React in latchkey/react only', () => {
    const importsReact = (entry: string) =>
      [...reachable(`${nameOf(entry)}.js`)].some((name) => / from "react/.test(text(name)));
    expect(entries.filter(importsReact)).toEqual(entries.filter((entry) => entry === './react'));
  });
});
