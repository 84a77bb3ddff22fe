import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { colorVariables } from '../../../src/tooling/build/stylesheets.ts';

const palette = (hue: string) => ({
  accent: `#${hue}0`,
  accentStrong: `#${hue}1`,
  onAccent: `#${hue}2`,
  accentText: `#${hue}3`,
});

describe('the colors of the branding', () => {
  it('are variables of the page, for light and dark', () => {
    expect(colorVariables({ light: palette('aa'), dark: palette('bb') })).toBe(
      ':root{--accent:#aa0;--accent-strong:#aa1;--on-accent:#aa2;--accent-text:#aa3}' +
        '@media (prefers-color-scheme:dark){:root{--accent:#bb0;--accent-strong:#bb1;--on-accent:#bb2;--accent-text:#bb3}}',
    );
  });

  it('are all used by the stylesheets, which set none of them', async () => {
    const read = (name: string) => readFile(path.join(ROOT, 'src', name), 'utf8');
    const styles = (
      await Promise.all(
        [
          'extension/shared/theme.css',
          'extension/popup/popup.css',
          'sdk/lock/lock.css',
          'extension/shared/page.css',
          'extension/diagnostics/diagnostics.css',
          'extension/options/options.css',
        ].map(read),
      )
    ).join('');
    const names = [...new Set(colorVariables().match(/--[\w-]+(?=:)/g))];
    expect(names.filter((name) => !styles.includes(`var(${name})`))).toEqual([]);
    expect(names.filter((name) => new RegExp(`${name}\\s*:`).test(styles))).toEqual([]);
  });
});
