import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { Config } from '../../../src/sdk/config.ts';
import { backgroundBundle } from '../../../src/tooling/build/bundles.ts';
import { lockAssets } from '../../../src/tooling/build/lock-assets.ts';
import { lockOverrides } from '../../../src/tooling/build/lock-overrides.ts';

/** Adds `example.html`, a page with the client. */
export async function addExamplePage(extensionDir: string, config: Config): Promise<void> {
  await bundle('example-page.ts', path.join(extensionDir, 'example.js'), config);
  await cp(path.join(import.meta.dirname, 'example.html'), path.join(extensionDir, 'example.html'));
}

/** Adds a content script for the tenant's pages, which calls operations. */
export async function addContentScript(extensionDir: string, config: Config): Promise<void> {
  await bundle('content-script.ts', path.join(extensionDir, 'content-script.js'), config);
  const file = path.join(extensionDir, 'manifest.json');
  const manifest: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
  const script = { matches: ['http://127.0.0.1/*'], js: ['content-script.js'], all_frames: true };
  await writeFile(file, JSON.stringify({ ...manifest, content_scripts: [script] }));
}

/** Adds `sign-in.html`, a page with the sign-in of the SDK. */
export async function addSignInPage(extensionDir: string, config: Config): Promise<void> {
  const { entryPoints: _entryPoints, ...options } = backgroundBundle(config);
  await build({
    ...options,
    chunkNames: 'sign-in/[name]-[hash]',
    entryPoints: [path.join(import.meta.dirname, 'sign-in-page.ts')],
    format: 'esm',
    outdir: extensionDir,
    plugins: [lockAssets(), lockOverrides()],
    splitting: true,
    write: true,
  });
  await cp(path.join(import.meta.dirname, 'sign-in.html'), path.join(extensionDir, 'sign-in.html'));
}

/** Replaces the background script with one of an extension with its own badge, menu and rules. */
export async function replaceBackground(extensionDir: string, config: Config): Promise<void> {
  await bundle('host-background.ts', path.join(extensionDir, 'background.js'), config);
  const file = path.join(extensionDir, 'manifest.json');
  const manifest: { permissions: string[] } = JSON.parse(await readFile(file, 'utf8'));
  const permissions = [...new Set([...manifest.permissions, 'declarativeNetRequestWithHostAccess'])];
  await writeFile(file, JSON.stringify({ ...manifest, permissions }));
}

async function bundle(source: string, outfile: string, config: Config): Promise<void> {
  const { outdir: _outdir, ...options } = backgroundBundle(config);
  await build({
    ...options,
    entryPoints: [path.join(import.meta.dirname, source)],
    outfile,
    write: true,
  });
}
