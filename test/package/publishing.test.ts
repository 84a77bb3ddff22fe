import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUES } from '../../src/tooling/build/extension-messages.ts';
import {
  BROWSERS,
  browserManifest,
  CHOOSABLE,
  type SourceManifest,
} from '../../src/tooling/build/manifest.ts';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { ALLOWED_WARNINGS } from '../../src/tooling/package/check/lint.ts';
import { PERMISSIONS } from '../../src/tooling/package/check/permissions.ts';
import { overrideRows } from '../../src/tooling/package/source-package.ts';
import { unitConfig } from '../support/unit/config.ts';
import { LOGO, SCREENSHOTS, TILE } from './store-pictures.ts';

/** What the store's forms are about, beside what the build reads. */
interface DeclaredManifest extends SourceManifest {
  readonly browser_specific_settings: {
    readonly gecko: {
      readonly id: string;
      readonly data_collection_permissions: { readonly required: readonly string[] };
    };
  };
}

describe('docs/publishing.md', () => {
  let page: string;
  let manifest: DeclaredManifest;
  beforeAll(async () => {
    page = await readFile(path.join(ROOT, 'docs/publishing.md'), 'utf8');
    manifest = JSON.parse(await readFile(path.join(ROOT, 'manifest.json'), 'utf8'));
  });

  /** The rows of the table under a heading, each as its cells. */
  const rows = (heading: string): string[][] =>
    (page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

  it('justifies every permission of both packages, with the reason of the package check, and no other', () => {
    const held = BROWSERS.map((browser) =>
      JSON.parse(JSON.stringify(browserManifest(manifest, browser, { config: unitConfig(), version: '1' }))),
    );
    const names = new Set<string>(
      held.flatMap(({ permissions, optional_permissions }) => [...permissions, ...optional_permissions]),
    );
    const told = rows('Permissions').flatMap(([name = '', why = '']) => {
      const permission = /^`(\w+)`/.exec(name)?.[1];
      return permission === undefined ? [] : [[permission, why] as const];
    });
    expect(new Map(told)).toEqual(new Map([...names].map((name) => [name, PERMISSIONS[name]])));
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
    const { required } = manifest.browser_specific_settings.gecko.data_collection_permissions;
    const answer = rows('Privacy').find(([question]) =>
      question?.includes('data_collection_permissions'),
    )?.[1];
    expect([...(answer ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1])).toEqual(required);
  });

  it('names every override with its module and reason, and no other', () => {
    const told = rows('Notes for reviewers').filter(([module]) => module?.startsWith('`'));
    expect(told.map((cells) => `| ${cells.join(' | ')} |`)).toEqual(overrideRows());
  });

  it("counts the linter's warnings", () => {
    expect(ALLOWED_WARNINGS).toEqual({ code: 'UNSAFE_VAR_ASSIGNMENT', file: 'lock.js', count: 3 });
    expect(page).toContain("linter's three warnings UNSAFE_VAR_ASSIGNMENT in lock.js");
  });

  it('lists every picture that the script makes, with its size', () => {
    const told = rows('Pictures')
      .slice(1)
      .map(([name, size]) => `${name} ${size}`);
    const made = [...SCREENSHOTS, TILE, LOGO].map(
      ({ name, width, height }) => `\`${name}.png\` ${width}x${height}`,
    );
    expect(told).toEqual(made);
  });

  it('has a summary in the manifest in each language that Chrome accepts', () => {
    const tooLong = Object.values(CATALOGUES).filter((catalogue) => catalogue.description.length > 132);
    expect(tooLong.map(({ language }) => language)).toEqual([]);
  });
});

it('has screenshots in the size that all three stores accept, and as many as the Chrome Web Store accepts', () => {
  for (const { width, height } of SCREENSHOTS) expect([width, height]).toEqual([1280, 800]);
  expect(SCREENSHOTS.length).toBeLessThanOrEqual(5);
});
