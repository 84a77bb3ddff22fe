import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const { AUTH0_DOMAIN, AUTH0_CLIENT_ID, TENANT_ORIGIN, API_ORIGIN, PAGE_ORIGIN } = process.env;

await rm('dist', { recursive: true, force: true });
await cp('public', 'dist', { recursive: true });
const common = {
  bundle: true,
  minify: true,
  outdir: 'dist',
  target: 'es2022',
  define: Object.fromEntries(
    Object.entries({ AUTH0_DOMAIN, AUTH0_CLIENT_ID, API_ORIGIN, PAGE_ORIGIN }).map(([name, value]) => [
      `process.env.${name}`,
      JSON.stringify(value),
    ]),
  ),
};
// `splitting` keeps Lock in a file of its own, which the popup loads when the form is needed.
await build({ ...common, entryPoints: ['src/popup.ts'], format: 'esm', splitting: true });
await build({ ...common, entryPoints: ['src/background.ts', 'src/content.ts'], format: 'iife' });

const manifest = JSON.parse(await readFile('public/manifest.json', 'utf8'));
manifest.host_permissions = [TENANT_ORIGIN, API_ORIGIN].map((origin) => `${origin}/*`);
await writeFile('dist/manifest.json', JSON.stringify(manifest, null, 2));
