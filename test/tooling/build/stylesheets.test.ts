import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCK_LIBRARY, ROOT } from '../../../src/tooling/build/project-files.ts';
import { colorVariables, lockStylesheet } from '../../../src/tooling/build/stylesheets.ts';

describe('colorVariables', () => {
  const palette = (hue: string) => ({
    accent: `#${hue}0`,
    accentStrong: `#${hue}1`,
    onAccent: `#${hue}2`,
    accentText: `#${hue}3`,
  });

  it('returns the colors of both schemes', () => {
    expect(colorVariables({ light: palette('aa'), dark: palette('bb') })).toBe(
      ':root{--accent:#aa0;--accent-strong:#aa1;--on-accent:#aa2;--accent-text:#aa3}' +
        '@media (prefers-color-scheme:dark){:root{--accent:#bb0;--accent-strong:#bb1;--on-accent:#bb2;--accent-text:#bb3}}',
    );
  });

  it('returns variables that the stylesheets use and do not set', async () => {
    const files = 'shared/theme popup/popup shared/page diagnostics/diagnostics options/options'.split(' ');
    const read = (name: string) => readFile(path.join(ROOT, 'src', name), 'utf8');
    const names = ['sdk/lock/lock.css', ...files.map((file) => `extension/${file}.css`)];
    const styles = (await Promise.all(names.map(read))).join('');
    const variables = [...new Set(colorVariables().match(/--[\w-]+(?=:)/g))];
    expect(variables.filter((name) => !styles.includes(`var(${name})`))).toEqual([]);
    expect(variables.filter((name) => new RegExp(`${name}\\s*:`).test(styles))).toEqual([]);
  });
});

describe('lockStylesheet', () => {
  it("returns Lock's complete CSS, which contains its pictures", async () => {
    const css = lockStylesheet(await readFile(path.join(LOCK_LIBRARY, 'core.js'), 'utf8'));
    expect(css.length).toBeGreaterThan(180_000);
    expect(css.includes('.auth0-lock.auth0-lock .auth0-lock-widget')).toBe(true);
    expect(css.trim().endsWith('}')).toBe(true);
    const addresses = [...css.matchAll(/(?:url\(|@import)\s*["']?([^"')]{0,40})/g)];
    expect(addresses.filter(([, address]) => !address?.startsWith('data:'))).toEqual([]);
  });

  it('decodes escapes', () => {
    expect(lockStylesheet('var css = "a\\"b\\\\c\\nd";\nvar other = 1;\n')).toBe('a"b\\c\nd');
  });

  it.each(['var other = "x";', 'var css = "a" + b;', 'var css = `a`;'])(
    'throws if core.js has %s',
    (core) => {
      expect(() => lockStylesheet(core)).toThrow(/no CSS string/);
    },
  );
});
