/** GET /client/CLIENT_ID.js: the application's settings for Lock, from Auth0's CDN. */
import { declare } from './behaviors.ts';
import { type Connection, kindOf, type Strategy } from './connections.ts';
import type { Context, Middleware } from './http.ts';
import type { Settings } from './settings.ts';

export function clientSettings(settings: Settings): Middleware {
  return async (ctx, next) => {
    const clientId = /^\/client\/([^/]+)\.js$/.exec(ctx.path)?.[1];
    if (clientId === undefined || ctx.method !== 'GET') await next();
    else if (clientId === settings.clientId) sendScript(ctx, settings);
    else sendMissing(ctx);
  };
}

function sendScript(ctx: Context, { clientId, connections }: Settings): void {
  const strategies = new Map<Strategy, object[]>();
  for (const connection of connections) {
    const sameStrategy = strategies.get(connection.strategy) ?? [];
    strategies.set(connection.strategy, [...sameStrategy, describeConnection(connection)]);
  }
  const client = {
    id: clientId,
    tenant: 'latchkey-local',
    subscription: 'free',
    authorize: '',
    callback: '',
    hasAllowedOrigins: true,
    strategies: [...strategies].map(([name, entries]) => ({ name, connections: entries })),
  };
  ctx.type = 'application/x-javascript';
  ctx.set('Cache-Control', 'no-store');
  ctx.body = `Auth0.setClient(${JSON.stringify(client)});`;
}

function describeConnection(connection: Connection): object {
  const { name, domain } = connection;
  switch (kindOf(connection)) {
    case 'database':
      return {
        ...{ name, showSignup: true, showForgot: true, passwordPolicy: 'good', requires_username: false },
        validation: { username: { min: 1, max: 15 } },
      };
    case 'enterprise':
      return { name, domain, domain_aliases: [] };
    default:
      return { name, domain };
  }
}

/** The CDN is a bucket: an application that does not exist is a file without permission to read. */
function sendMissing(ctx: Context): void {
  declare(ctx, 'settings-script-unknown');
  ctx.status = 403;
  ctx.type = 'application/xml';
  ctx.body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
}
