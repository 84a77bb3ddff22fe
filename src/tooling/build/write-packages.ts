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

/** What esbuild made, and for which tenant. */
export interface Bundles {
  readonly scripts: readonly OutputFile[];
  readonly metafiles: readonly Metafile[];
  readonly config: Config;
}

/** Writes `outDir/chromium` and `outDir/firefox`: the scripts, what is packaged as it is, and the manifest. */
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

/** The text of a script. popup.js, which only loads form.js, requests what form.js imports at the same time. */
function contentsOf(script: OutputFile, metafiles: readonly Metafile[]): string | Uint8Array {
  if (path.basename(script.path) !== 'popup.js') return script.contents;
  const imports = importsOf('src/sdk/lock/sign-in-form.ts', metafiles);
  return preloadImports(script.text, { name: 'form.js', imports });
}

/** Links to what the script of an entry imports: the browser loads that beside it, and not after it. */
function preloadsOf(entry: string, metafiles: readonly Metafile[]): string {
  return importsOf(entry, metafiles)
    .map((script) => `    <link rel="modulepreload" href="${script}" />\n`)
    .join('');
}

/** Names of what the script of an entry imports, without what it loads by `import()`. */
function importsOf(entry: string, metafiles: readonly Metafile[]): string[] {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const script = outputs.find(({ entryPoint }) => entryPoint === entry);
  return (script?.imports ?? [])
    .filter(({ kind }) => kind === 'import-statement')
    .map(({ path: chunk }) => path.basename(chunk));
}

/** The pictures that the toolbar shows, and those that the pages do. */
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

/** Writes the files and removes those of a previous build, while a browser might have the folder loaded. */
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
