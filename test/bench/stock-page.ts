import { createServer } from 'node:http';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Tenant } from '../tenant/tenant.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** An ordinary web page with auth0-lock as it comes. */
export interface StockPage {
  readonly url: string;
  /** Bytes of its script, minified. */
  readonly bytes: number;
  close(): Promise<void>;
}

/**
 * Serves a page that shows stock Lock for the tenant and leaves the mark `login-ready` when its form can be
 * typed into. In its favour: the dictionary comes from this server, not from a CDN, and it does not look for
 * a session of the browser's first, which takes seconds where there is none.
 */
export async function serveStockPage(tenant: Tenant): Promise<StockPage> {
  const script = await bundleStockLock();
  const dictionary = await bundleDictionary();
  const server = createServer((request, response) => {
    const [type, body] = answer(request.url ?? '/', script, dictionary);
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}/?tenant=${tenant.origin}&client=${tenant.clientId}`;
  return {
    url,
    bytes: Buffer.byteLength(script),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(address: string, script: string, dictionary: string): [type: string, body: string] {
  if (address.startsWith('/stock.js')) return ['text/javascript', script];
  if (address.startsWith('/js/lock/')) return ['text/javascript', dictionary];
  return ['text/html', '<!doctype html><title>Stock Lock</title><body><script src="/stock.js"></script>'];
}

async function bundleStockLock(): Promise<string> {
  const contents = `
    import { Auth0Lock } from 'auth0-lock';
    const query = new URLSearchParams(location.search);
    const lock = new Auth0Lock(query.get('client'), new URL(query.get('tenant')).host, {
      clientBaseUrl: query.get('tenant'),
      languageBaseUrl: location.origin,
      auth: { sso: false },
    });
    lock.on('signin ready', function wait() {
      if (document.querySelector('.auth0-lock input[name=email]')) performance.mark('login-ready');
      else requestAnimationFrame(wait);
    });
    lock.show();
  `;
  return bundle(contents);
}

function bundleDictionary(): Promise<string> {
  return bundle(
    `import english from 'auth0-lock/lib/i18n/en'; window.Auth0.registerLanguageDictionary('en', english.default ?? english);`,
  );
}

/** The one thing without which stock Lock does not start in a bundle: auth0-js's module in place of its UMD. */
const auth0JsModule: Plugin = {
  name: 'auth0-js-module',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^auth0-js$/ }, () => ({
      path: path.join(ROOT, 'node_modules/auth0-js/dist/auth0.min.esm.js'),
    }));
  },
};

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${ROOT}/test/bench`, loader: 'js' },
    bundle: true,
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    format: 'iife',
    legalComments: 'none',
    minify: true,
    plugins: [auth0JsModule],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
