import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';
import { colors as brandColors, type Colors, type Palette } from '../../extension/branding.ts';
import { LOCK_LIBRARY, ROOT } from './project-files.ts';

/** Returns the file names and the minified text of a package's stylesheets. */
export async function stylesheets(): Promise<[string, string][]> {
  const read = (name: string) => readFile(path.join(ROOT, 'src', name), 'utf8');
  const theme = colorVariables() + (await read('extension/shared/theme.css'));
  const page = await read('extension/shared/page.css');
  return [
    ['popup.css', await minified(theme + (await read('extension/popup/popup.css')))],
    ['diagnostics.css', await minified(theme + page + (await read('extension/diagnostics/diagnostics.css')))],
    ['options.css', await minified(theme + page + (await read('extension/options/options.css')))],
  ];
}

/** Returns Lock's stylesheet and the SDK's, which overrides it, minified. */
export async function lockStyles(): Promise<string> {
  const core = await readFile(path.join(LOCK_LIBRARY, 'core.js'), 'utf8');
  const own = await readFile(path.join(ROOT, 'src/sdk/lock/lock.css'), 'utf8');
  return minified(lockStylesheet(core) + own);
}

/** Returns the string in Lock's `core.js` that Lock would put into a `<style>`. Throws if there is none. */
export function lockStylesheet(core: string): string {
  const literal = /^var css = ("(?:[^"\\]|\\.)*");$/m.exec(core)?.[1];
  if (literal === undefined) throw new Error('auth0-lock/lib/core.js has no CSS string where it used to be.');
  return JSON.parse(literal);
}

async function minified(css: string): Promise<string> {
  return (await transform(css, { loader: 'css', minify: true })).code;
}

/** Returns the colors of `extension/branding.ts` as the CSS variables that the stylesheets use. */
export function colorVariables(colors: Colors = brandColors): string {
  return `:root{${variables(colors.light)}}@media (prefers-color-scheme:dark){:root{${variables(colors.dark)}}}`;
}

function variables({ accent, accentStrong, onAccent, accentText }: Palette): string {
  return [
    `--accent:${accent}`,
    `--accent-strong:${accentStrong}`,
    `--on-accent:${onAccent}`,
    `--accent-text:${accentText}`,
  ].join(';');
}
