import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile, OutputFile } from 'esbuild';
import type { Config } from '../../sdk/config.ts';
import { messageFiles } from './extension-messages.ts';
import { filledPages, replaceOnce } from './fill-page.ts';
import { licensesOf } from './licenses.ts';
import { BROWSERS, browserManifest, MANAGED_SCHEMA, readManifest } from './manifest.ts';
import { preloadImports } from './preload-imports.ts';
import { ROOT } from './project-files.ts';
import { stylesheets } from './stylesheets.ts';

type Files = ReadonlyMap<string, string | Uint8Array>;

/** The output of esbuild, and the configuration of the build. */
export interface Bundles {
  readonly scripts: readonly OutputFile[];
  readonly metafiles: readonly Metafile[];
  readonly config: Config;
}

/** Writes `outDir/chromium` and `outDir/firefox`: the scripts, all other files of a package, and the manifest. */
export async function writePackages(outDir: string, { scripts, metafiles, config }: Bundles): Promise<void> {
  const { popup, diagnostics, options } = await filledPages(ROOT);
  const preloads = preloadsOf('src/extension/popup/popup.ts', metafiles);
  const shared: Files = new Map<string, string | Uint8Array>([
    ...scripts.map((script) => [path.basename(script.path), contentsOf(script, metafiles)] as const),
    ...(await stylesheets()),
    ...(await icons(popup + diagnostics + options)),
    ...messageFiles(),
    ['popup.html', replaceOnce(popup, / *<\/head>/, `${preloads}  </head>`)],
    ['diagnostics.html', diagnostics],
    ['options.html', options],
    ['licenses.txt', await licensesOf(ROOT, metafiles)],
  ]);
  const source = await readManifest();
  const managedSchema = await readFile(path.join(ROOT, 'src/extension/options', MANAGED_SCHEMA), 'utf8');
  const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  for (const browser of BROWSERS) {
    const manifest = browserManifest(source, browser, { config, version: String(version) });
    const files: Files = new Map([
      ...shared,
      ...(browser === 'chromium' ? [[MANAGED_SCHEMA, managedSchema] as const] : []),
      ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ]);
    await writeFolder(path.join(outDir, browser), files);
  }
}

/** Returns the contents of a script. popup.js, which loads only form.js, requests the imports of form.js at the same time. */
function contentsOf(script: OutputFile, metafiles: readonly Metafile[]): string | Uint8Array {
  if (path.basename(script.path) !== 'popup.js') return script.contents;
  const imports = importsOf('src/sdk/lock/sign-in-form.ts', metafiles);
  return preloadImports(script.text, { name: 'form.js', imports });
}

/** Returns links that preload what an entry's script imports, so that the browser requests it at the same time. */
function preloadsOf(entry: string, metafiles: readonly Metafile[]): string {
  return importsOf(entry, metafiles)
    .map((script) => `    <link rel="modulepreload" href="${script}" />\n`)
    .join('');
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
async function writeFolder(folder: string, files: Files): Promise<void> {
  for (const [name, contents] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
  const present = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of present.filter((candidate) => candidate.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (!files.has(path.relative(folder, file).replaceAll('\\', '/'))) await rm(file);
  }
}
