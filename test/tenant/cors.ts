/** Who may read the tenant's answers from a page of another origin: exactly those who are listed. */
import type { Context, Middleware } from './http.ts';
import type { Settings } from './settings.ts';

/** Public documents, readable by every origin. */
const PUBLIC_PATHS = new Set(['/.well-known/openid-configuration', '/.well-known/jwks.json']);
/** The only call that travels with cookies, and the only one that *Allowed Web Origins* decides. */
const CREDENTIAL_PATH = '/co/authenticate';
/** Loaded by a script element at Auth0, from a place that knows nothing of CORS. */
const SCRIPT_PREFIX = '/client/';

const ALLOWED_HEADERS = 'Content-Type, Auth0-Client, Authorization, X-Request-Language';
const ALLOWED_METHODS = 'GET, POST, OPTIONS';

const ENGINE_HEADERS = [
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
];

/** Goes around everything else, faults included: to an allowed origin every answer is readable. */
export function cors(settings: Settings): Middleware {
  return async (ctx, next) => {
    await next();
    // The engine decides by its own, wider rules; here the tenant's lists decide.
    for (const name of ENGINE_HEADERS) ctx.remove(name);
    allowOrigin(ctx, settings);
  };
}

/** Responses every preflight; only to a listed origin does the answer allow anything. */
export function preflight(settings: Settings): Middleware {
  return async (ctx, next) => {
    if (ctx.method === 'OPTIONS') answerPreflight(ctx, settings);
    else await next();
  };
}

function answerPreflight(ctx: Context, settings: Settings): void {
  ctx.status = 204;
  if (!allowOrigin(ctx, settings)) return;
  ctx.set('Access-Control-Allow-Methods', ALLOWED_METHODS);
  ctx.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
}

function allowOrigin(ctx: Context, settings: Settings): boolean {
  if (PUBLIC_PATHS.has(ctx.path)) {
    ctx.set('Access-Control-Allow-Origin', '*');
    return true;
  }
  ctx.vary('Origin');
  const origin = ctx.get('Origin');
  if (!mayRead(ctx.path, origin, settings)) return false;
  ctx.set('Access-Control-Allow-Origin', origin);
  if (ctx.path === CREDENTIAL_PATH) ctx.set('Access-Control-Allow-Credentials', 'true');
  return true;
}

function mayRead(path: string, origin: string, settings: Settings): boolean {
  if (path.startsWith(SCRIPT_PREFIX)) return false;
  if (path === CREDENTIAL_PATH) return settings.webOrigins.includes(origin);
  const ofCallbacks = settings.allowedCallbackUrls
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).origin);
  return [...settings.allowedOrigins, ...ofCallbacks].includes(origin);
}
