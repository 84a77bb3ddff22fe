/** Shared by all endpoints: the type of a handler, serving, reading requests, sending responses. */
import { createServer, type IncomingMessage } from 'node:http';
import Koa from 'koa';
import type { Provider } from 'oidc-provider';
import { type BehaviorId, declare } from './behaviors.ts';
import { reportFailure } from './engine.ts';
import { listen, stop } from './loopback.ts';

export type Context = ReturnType<Provider['createContext']>;
export type Middleware = (ctx: Context, next: () => Promise<unknown>) => Promise<void>;

/** Starts a server. `port` 0: any free one. `close` drops every connection. */
export async function serve(port: number, handlers: readonly Middleware[]) {
  const app = new Koa();
  for (const handler of handlers) app.use(handler);
  app.on('error', reportFailure);
  const server = createServer(app.callback());
  return { origin: `http://127.0.0.1:${await listen(server, port)}`, close: () => stop(server) };
}

/** Handles one method on one exact path, and passes on everything else. */
export function route(
  behavior: BehaviorId,
  method: 'GET' | 'POST',
  path: string,
  handler: (ctx: Context) => Promise<void> | void,
): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== method || ctx.path !== path) {
      await next();
      return;
    }
    await handler(ctx);
    if (ctx.status < 400) declare(ctx, behavior);
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the body if it is a JSON object. */
export async function readJsonObject(ctx: Context): Promise<JsonObject | undefined> {
  const text = await readBody(ctx.req);
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // Not JSON: the endpoint responds that the body is invalid.
  }
}

export function sendJson(ctx: Context, status: number, body: JsonObject): void {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}

/** Sends an error in JSON. A 429 has the headers that Auth0 documents for it. */
export function refuse(ctx: Context, behavior: BehaviorId, status: number, body: JsonObject): void {
  declare(ctx, behavior);
  sendJson(ctx, status, body);
  if (status === 429) setRateLimitHeaders(ctx);
}

/** `X-RateLimit-Reset` is Unix time in seconds: the next whole second but one. */
export function setRateLimitHeaders(ctx: Context): void {
  ctx.set('X-RateLimit-Limit', '10');
  ctx.set('X-RateLimit-Remaining', '0');
  ctx.set('X-RateLimit-Reset', String(Math.floor(Date.now() / 1000) + 2));
}

/** Returns a value of a body or a query; undefined if it is empty, missing, repeated or of another type. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Returns the fields of a posted form. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(ctx.req));
}

/** Redirects the browser, always with a GET. */
export function redirect(ctx: Context, address: string): void {
  ctx.redirect(address);
  ctx.status = 303;
}
