import { describe, expect, it } from 'vitest';
import { CATALOGUES } from '../../src/tooling/build/extension-messages.ts';
import { CHOOSABLE } from '../../src/tooling/build/manifest.ts';
import { ALLOWED_WARNINGS } from '../../src/tooling/package/check/lint.ts';
import { PERMISSIONS } from '../../src/tooling/package/check/permissions.ts';
import { overrideRows } from '../../src/tooling/package/source-package.ts';
import { read } from '../docs/documents.ts';
import { LOGO, SCREENSHOTS, TILE } from './store-pictures.ts';

describe('docs/publishing.md', () => {
  const page = read('docs/publishing.md');

  /** Returns the cells of each row of the table under a heading. */
  const rows = (heading: string): string[][] =>
    (page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

  it('justifies every permission with the reason of the package check, and no other', () => {
    const documented = rows('Permissions').flatMap(([name = '', reason = '']) => {
      const permission = /^`(\w+)`/.exec(name)?.[1];
      return permission === undefined ? [] : [[permission, reason]];
    });
    expect(Object.fromEntries(documented)).toEqual(PERMISSIONS);
  });

  it('gives the reason for the hosts of the tenant and the APIs', () => {
    const hosts = rows('Permissions').filter(([name]) => name?.startsWith('host: '));
    expect(hosts.map(([name]) => name)).toEqual([
      'host: `https://TENANT/*`',
      'host: each origin of `AUTH0_API_ORIGINS`, if there is one',
    ]);
  });

  it('gives the reason for the optional hosts of a configurable build', () => {
    const hosts = rows('Permissions').filter(([name]) => name?.startsWith('optional host: '));
    expect(hosts.map(([name = '']) => /`([^`]+)`/.exec(name)?.[1])).toEqual(CHOOSABLE.https);
  });

  it('names the kinds of data that the manifest declares to Firefox', () => {
    const { required } = JSON.parse(read('manifest.json')).browser_specific_settings.gecko
      .data_collection_permissions;
    const answer = rows('Privacy').find(([question]) =>
      question?.includes('data_collection_permissions'),
    )?.[1];
    expect([...(answer ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1])).toEqual(required);
  });

  it('names every override with its module and reason, and no other', () => {
    const documented = rows('Notes for reviewers').filter(([module]) => module?.startsWith('`'));
    expect(documented.map((cells) => `| ${cells.join(' | ')} |`)).toEqual(overrideRows());
  });

  it("counts the linter's warnings", () => {
    expect(ALLOWED_WARNINGS).toEqual({ code: 'UNSAFE_VAR_ASSIGNMENT', file: 'lock.js', count: 3 });
    expect(page).toContain("linter's three warnings UNSAFE_VAR_ASSIGNMENT in lock.js");
  });

  it('lists every picture that the script makes, with its size', () => {
    const documented = rows('Pictures')
      .slice(1)
      .map(([name, size]) => `${name} ${size}`);
    const drawn = [...SCREENSHOTS, TILE, LOGO].map(
      ({ name, width, height }) => `\`${name}.png\` ${width}x${height}`,
    );
    expect(documented).toEqual(drawn);
  });

  it('has a summary in the manifest in each language that Chrome accepts', () => {
    const tooLong = Object.values(CATALOGUES).filter((catalogue) => catalogue.description.length > 132);
    expect(tooLong.map(({ language }) => language)).toEqual([]);
  });
});
