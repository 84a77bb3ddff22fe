import path from 'node:path';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { BROWSER_TARGETS, COMMON } from '../build/bundles.ts';
import { extensionPolyfill } from '../build/extension-polyfill.ts';
import { lockAssets } from '../build/lock-assets.ts';
import { lockOverrides } from '../build/lock-overrides.ts';
import { ROOT } from '../build/project-files.ts';

type Script = Pick<OutputFile, 'path' | 'contents'>;

/** Scripts of the package, and esbuild's metafile, which lists the modules in them. */
export interface SdkBundle {
  readonly scripts: readonly Script[];
  readonly metafile: Metafile;
}

/**
 * Bundles the entries of the package as readable ES modules. Takes the module of each entry by the entry's name. Code that
 * entries share or load with `import()` is in `chunks/`. React is not bundled for the consumer's code: see
 * `reactOfConsumer`.
 */
export async function bundleSdk({
  content = '',
  ...pages
}: Readonly<Record<string, string>>): Promise<SdkBundle> {
  const bundles = await Promise.all([
    bundle(pages, true),
    // A content script is a single file, because CRXJS gives every web page access to a shared chunk.
    bundle({ content }, false),
  ]);
  const [{ metafile }] = bundles;
  return { scripts: bundles.flatMap(({ outputFiles }) => outputFiles.map(markAsPure)), metafile };
}

function bundle(entryPoints: Record<string, string>, splitting: boolean) {
  return build({
    ...COMMON,
    chunkNames: 'chunks/[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    entryPoints,
    plugins: [extensionPolyfill(), reactOfConsumer(), lockAssets(), lockOverrides()],
    splitting,
    target: BROWSER_TARGETS,
  });
}

/**
 * Marks the code so that the consumer's bundler can remove unused parts: wrapping a CommonJS module has no side effect, and
 * no chunk is imported only for its side effects.
 */
function markAsPure({ path: file, text }: OutputFile): Script {
  const marked = text
    .replaceAll('= __commonJS({', '= /* @__PURE__ */ __commonJS({')
    .replace(/= __toESM\((?=require_)/g, '= /* @__PURE__ */ __toESM(/* @__PURE__ */ ')
    .replace(/^import "\.{1,2}\/[^"]+";\n/gm, '');
  return { path: file, contents: new TextEncoder().encode(marked) };
}

/** Bundles the program `latchkey`, which runs in Node.js. */
export async function bundleProgram(): Promise<SdkBundle> {
  const { outputFiles: scripts, metafile } = await build({
    ...COMMON,
    entryPoints: { latchkey: 'src/tooling/sdk/cli.ts' },
    outdir: 'bin',
    platform: 'node',
    plugins: [extensionPolyfill()],
    target: 'node20',
  });
  return { scripts, metafile };
}

/** Leaves the React that `latchkey/react` imports to the consumer. Lock's own React is always in the package. */
function reactOfConsumer(): Plugin {
  return {
    name: 'react-of-consumer',
    setup({ onResolve }) {
      onResolve({ filter: /^react(?:\/|$)/ }, ({ importer, path: name }) =>
        path.dirname(importer) === path.join(ROOT, 'src/sdk') ? { path: name, external: true } : undefined,
      );
    },
  };
}
