import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile, OutputFile } from 'esbuild';
import { branding } from '../../extension/branding.ts';
import type { Config } from '../../sdk/config.ts';
import { messageFiles } from './extension-messages.ts';
import { licensesOf } from './licenses.ts';
import { BROWSERS, browserManifest, MANAGED_SCHEMA, readManifest } from './manifest.ts';
import { ROOT, readFolder } from './project-files.ts';
import { stylesheets } from './stylesheets.ts';

type Contents = ReadonlyMap<string, string | Uint8Array>;

/** The output of esbuild, and the configuration of the build. */
export interface Bundles {
  readonly scripts: readonly OutputFile[];
  readonly metafiles: readonly Metafile[];
  readonly config: Config;
}

/** Writes `outDir/chromium` and `outDir/firefox`: the scripts, all other files of a package, and the manifest. */
export async function writePackages(outDir: string, { scripts, metafiles, config }: Bundles): Promise<void> {
  const source = await readManifest();
  const read = (name: string) => readFile(path.join(ROOT, name), 'utf8');
  const page = async (file: string) => fillPage(await read(file), { NAME: source.name, LOGO: branding.logo });
  const popup = await page('popup.html');
  const diagnostics = await page('src/extension/diagnostics/diagnostics.html');
  const options = await page('src/extension/options/options.html');
  const preloads = importsOf('src/extension/popup/popup.ts', metafiles).map(
    (script) => `    <link rel="modulepreload" href="${script}" />\n`,
  );
  const shared: Contents = new Map<string, string | Uint8Array>([
    ...scripts.map((script) => [path.basename(script.path), contentsOf(script, metafiles)] as const),
    ...(await stylesheets()),
    ...(await icons(popup + diagnostics + options)),
    ...messageFiles(),
    ['popup.html', replaceOnce(popup, / *<\/head>/, `${preloads.join('')}  </head>`)],
    ['diagnostics.html', diagnostics],
    ['options.html', options],
    ['licenses.txt', await licensesOf(ROOT, metafiles)],
  ]);
  const managedSchema = await read(`src/extension/options/${MANAGED_SCHEMA}`);
  const { version } = JSON.parse(await read('package.json'));
  for (const browser of BROWSERS) {
    const manifest = browserManifest(source, browser, { config, version: String(version) });
    const files: Contents = new Map([
      ...shared,
      ...(browser === 'chromium' ? [[MANAGED_SCHEMA, managedSchema] as const] : []),
      ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ]);
    await writeFolder(path.join(outDir, browser), files);
  }
}

/** Replaces each `%NAME%` of a page with its value, escaped for HTML. Throws if a name has no value. */
export function fillPage(page: string, values: Readonly<Record<string, string>>): string {
  return page.replace(/%([A-Z]+)%/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${placeholder} in a page has no value.`);
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  });
}

/** Replaces the only match of `pattern`. Throws if there is another number of matches. */
export function replaceOnce(text: string, pattern: RegExp, replacement: string): string {
  const matches = text.match(new RegExp(pattern, 'g')) ?? [];
  if (matches.length !== 1) throw new Error(`Expected one match of ${pattern}, found ${matches.length}.`);
  return text.replace(pattern, () => replacement);
}

/**
 * Returns the contents of a script. popup.js, which loads only form.js with `import()`, requests the imports of form.js at the
 * same time instead of afterwards.
 */
function contentsOf(script: OutputFile, metafiles: readonly Metafile[]): string | Uint8Array {
  if (path.basename(script.path) !== 'popup.js') return script.contents;
  // If one of them fails, the import of form.js fails too.
  const preloads = importsOf('src/sdk/lock/sign-in-form.ts', metafiles).map(
    (name) => `import("./${name}").catch(()=>{}),`,
  );
  return replaceOnce(script.text, /import\("\.\/form\.js"\)/, `(${preloads.join('')}import("./form.js"))`);
}

/** Returns the names of the scripts that an entry's script imports, except by `import()`. */
function importsOf(entry: string, metafiles: readonly Metafile[]): string[] {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const script = outputs.find(({ entryPoint }) => entryPoint === entry);
  return (script?.imports ?? [])
    .filter(({ kind }) => kind === 'import-statement')
    .map(({ path: chunk }) => path.basename(chunk));
}

/** Returns the icons for the toolbar, and those that the pages use. */
async function icons(pages: string): Promise<[string, Uint8Array][]> {
  const folder = path.join(ROOT, 'src/extension/icons');
  const all = (await readdir(folder)).sort();
  const names = all.filter((name) => name.endsWith('.png') || pages.includes(`icons/${name}`));
  return Promise.all(
    names.map(
      async (name): Promise<[string, Uint8Array]> => [
        `icons/${name}`,
        await readFile(path.join(folder, name)),
      ],
    ),
  );
}

/**
 * Writes the files and removes other files, which a previous build left. The folder stays, because a browser might have it
 * loaded.
 */
async function writeFolder(folder: string, files: Contents): Promise<void> {
  for (const [name, contents] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
  for (const name of (await readFolder(folder)).keys()) {
    if (!files.has(name)) await rm(path.join(folder, name));
  }
}
