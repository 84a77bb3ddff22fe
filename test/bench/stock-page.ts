import { createServer } from 'node:http';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { listen, stop } from '../tenant/loopback.ts';
import type { Tenant } from '../tenant/tenant.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** An ordinary web page with the unchanged auth0-lock. */
export interface StockPage {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a page that shows stock Lock for the tenant and leaves the mark `login-ready` when its form is ready. It has two
 * advantages: the dictionary is on this server, not on a CDN, and Lock does not first check for a session of the browser,
 * which takes seconds if there is none.
 */
export async function serveStockPage(tenant: Tenant): Promise<StockPage> {
  const script = await bundleStockLock();
  const dictionary = await bundleDictionary();
  const server = createServer((request, response) => {
    const [type, body] = responseTo(request.url ?? '/', script, dictionary);
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
  });
  const parameters = new URLSearchParams({ tenant: tenant.origin, client: tenant.clientId });
  const url = `http://127.0.0.1:${await listen(server, 0)}/?${parameters}`;
  return { url, close: () => stop(server) };
}

function responseTo(address: string, script: string, dictionary: string): [type: string, body: string] {
  if (address.startsWith('/stock.js')) return ['text/javascript', script];
  if (address.startsWith('/js/lock/')) return ['text/javascript', dictionary];
  return ['text/html', '<!doctype html><title>Stock Lock</title><body><script src="/stock.js"></script>'];
}

function bundleStockLock(): Promise<string> {
  return bundle(`
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
  `);
}

function bundleDictionary(): Promise<string> {
  return bundle(
    `import english from 'auth0-lock/lib/i18n/en'; window.Auth0.registerLanguageDictionary('en', english.default ?? english);`,
  );
}

/** Resolves auth0-js to its module instead of its UMD, without which stock Lock does not start in a bundle. */
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
