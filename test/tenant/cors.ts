/** CORS: which origins can read the tenant's responses. */
import type { Context, Middleware } from './http.ts';
import type { Settings } from './settings.ts';

/** Public documents, readable by every origin. */
const PUBLIC_PATHS = new Set(['/.well-known/openid-configuration', '/.well-known/jwks.json']);
/** The only call that travels with cookies, and the only one that *Allowed Web Origins* decides. */
const CREDENTIAL_PATH = '/co/authenticate';
/** Loaded by a script element, at Auth0 from a CDN without CORS headers. */
const SCRIPT_PREFIX = '/client/';

const ALLOWED_HEADERS = 'Content-Type, Auth0-Client, Authorization, X-Request-Language';
const ALLOWED_METHODS = 'GET, POST, OPTIONS';

const ENGINE_HEADERS = [
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
];

/** Comes first: to an allowed origin every response is readable, those of faults included. */
export function cors(settings: Settings): Middleware {
  return async (ctx, next) => {
    await next();
    // The engine decides by its own, wider rules; here the tenant's lists decide.
    for (const name of ENGINE_HEADERS) ctx.remove(name);
    allowOrigin(ctx, settings);
  };
}

/** Responds to every preflight; the response allows nothing to an origin that is not listed. */
export function preflight(settings: Settings): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'OPTIONS') return void (await next());
    ctx.status = 204;
    if (!allowOrigin(ctx, settings)) return;
    ctx.set('Access-Control-Allow-Methods', ALLOWED_METHODS);
    ctx.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  };
}

function allowOrigin(ctx: Context, settings: Settings): boolean {
  if (PUBLIC_PATHS.has(ctx.path)) {
    ctx.set('Access-Control-Allow-Origin', '*');
    return true;
  }
  ctx.vary('Origin');
  const origin = ctx.get('Origin');
  if (!canRead(ctx.path, origin, settings)) return false;
  ctx.set('Access-Control-Allow-Origin', origin);
  if (ctx.path === CREDENTIAL_PATH) ctx.set('Access-Control-Allow-Credentials', 'true');
  return true;
}

function canRead(path: string, origin: string, settings: Settings): boolean {
  if (path.startsWith(SCRIPT_PREFIX)) return false;
  if (path === CREDENTIAL_PATH) return settings.webOrigins.includes(origin);
  const callbacks = settings.allowedCallbackUrls.filter((url) => URL.canParse(url));
  return [...settings.allowedOrigins, ...callbacks.map((url) => new URL(url).origin)].includes(origin);
}
