/** GET /client/CLIENT_ID.js: what Auth0's CDN tells Lock about an application. */
import type { Context, Middleware } from './http.ts';
import { DATABASE_CONNECTION, type Settings } from './settings.ts';

const ADDRESS = /^\/client\/([^/]+)\.js$/;

export function clientSettings(settings: Settings): Middleware {
  return async (ctx, next) => {
    const match = ADDRESS.exec(ctx.path);
    if (match === null || ctx.method !== 'GET') await next();
    else if (match[1] === settings.clientId) sendScript(ctx, settings.clientId);
    else sendMissing(ctx);
  };
}

function sendScript(ctx: Context, clientId: string): void {
  ctx.type = 'application/x-javascript';
  ctx.set('Cache-Control', 'no-store');
  ctx.body = `Auth0.setClient(${JSON.stringify(describe(clientId))});`;
}

function describe(id: string): object {
  const database = {
    name: DATABASE_CONNECTION,
    passwordPolicy: 'good',
    showSignup: true,
    showForgot: true,
    requires_username: false,
    validation: { username: { min: 1, max: 15 } },
  };
  return {
    id,
    tenant: 'latchkey-local',
    subscription: 'free',
    authorize: '',
    callback: '',
    hasAllowedOrigins: true,
    strategies: [{ name: 'auth0', connections: [database] }],
  };
}

/** The CDN is a bucket: an application that does not exist is a file that nobody may read. */
function sendMissing(ctx: Context): void {
  ctx.status = 403;
  ctx.type = 'application/xml';
  ctx.body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
}
