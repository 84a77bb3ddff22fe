import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyChanges, applyHunk, readWorkedExample, type WorkedExample } from '../../docs/worked-example.ts';
import { copyProject, runIn } from '../../support/project-copy.ts';

describe('the worked example', () => {
  let example: WorkedExample;
  let folder: string;
  beforeAll(async () => {
    example = await readWorkedExample();
    folder = await copyProject();
    await applyChanges(folder, example.changes);
  });

  it('has the right types', () => runIn(folder, ['tsc', '-p', 'tsconfig.json']));

  it('passes the linter', () => runIn(folder, ['biome', 'check', '--error-on-warnings']));

  it('has nothing that nobody uses', () => runIn(folder, ['knip']));

  it('passes the tests that it changes and adds, and those that look at every module', async () => {
    const changed = example.changes.map(({ file }) => file).filter((file) => file.endsWith('.test.ts'));
    const tests = [...changed, 'test/rules', 'test/locales', 'test/package/sizes.test.ts'];
    const printed = await runIn(folder, ['vitest', 'run', '--config', 'test/vitest.config.ts', ...tests]);
    expect(printed).toMatch(/Tests .*passed/);
  });

  it('passes the gate, and is zipped for the stores under its own name', async () => {
    await runIn(folder, ['tsx', 'src/tooling/package/package.ts'], example.variables);
    const zips = (await readdir(path.join(folder, 'dist'))).filter((name) => name.endsWith('.zip'));
    const names = zips.map((name) => name.replace(/-\d.*/, ''));
    expect(names.sort()).toEqual(['jotter-chromium', 'jotter-firefox', 'jotter-source']);
  });
});

describe('a change', () => {
  const hunk = { before: 'b\n', after: 'x\ny\n' };

  it('puts whole lines in the place of others', () => {
    expect(applyHunk('a\nb\nc\n', hunk, 'file')).toBe('a\nx\ny\nc\n');
    expect(applyHunk('b\n', hunk, 'file')).toBe('x\ny\n');
  });

  it.each([
    ['is not there', 'a\nbc\nab\n', 0],
    ['is there twice', 'b\na\nb\n', 2],
  ])('of what %s is refused', (_what, text, times) => {
    expect(() => applyHunk(text, hunk, 'file')).toThrow(`file has ${times} times`);
  });
});
