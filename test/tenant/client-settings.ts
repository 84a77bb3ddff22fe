/** GET /client/CLIENT_ID.js: what Auth0's CDN tells Lock about an application. */

import { declare } from './behaviors.ts';
import { type Connection, isDatabase, isEnterprise } from './connections.ts';
import type { Context, Middleware } from './http.ts';
import type { Settings } from './settings.ts';

const ADDRESS = /^\/client\/([^/]+)\.js$/;

export function clientSettings(settings: Settings): Middleware {
  return async (ctx, next) => {
    const match = ADDRESS.exec(ctx.path);
    if (match === null || ctx.method !== 'GET') await next();
    else if (match[1] === settings.clientId) sendScript(ctx, settings);
    else sendMissing(ctx);
  };
}

function sendScript(ctx: Context, settings: Settings): void {
  ctx.type = 'application/x-javascript';
  ctx.set('Cache-Control', 'no-store');
  ctx.body = `Auth0.setClient(${JSON.stringify(describe(settings))});`;
}

function describe({ clientId, connections }: Settings): object {
  const strategies = new Map<Connection['strategy'], object[]>();
  for (const connection of connections) {
    const described = strategies.get(connection.strategy) ?? [];
    strategies.set(connection.strategy, [...described, describeConnection(connection)]);
  }
  return {
    id: clientId,
    tenant: 'latchkey-local',
    subscription: 'free',
    authorize: '',
    callback: '',
    hasAllowedOrigins: true,
    strategies: [...strategies].map(([name, entries]) => ({ name, connections: entries })),
  };
}

function describeConnection(connection: Connection): object {
  if (isDatabase(connection)) {
    const { name, passwordPolicy, showSignup, showForgot, requiresUsername } = connection;
    return {
      name,
      passwordPolicy,
      showSignup,
      showForgot,
      requires_username: requiresUsername,
      validation: { username: { min: 1, max: 15 } },
    };
  }
  if (isEnterprise(connection)) {
    return { name: connection.name, domain: connection.domain, domain_aliases: [] };
  }
  if (connection.strategy === 'ad') {
    return { name: connection.name, ...(connection.domain === null ? {} : { domain: connection.domain }) };
  }
  return { name: connection.name };
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
