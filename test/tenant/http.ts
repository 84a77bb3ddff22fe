/** What every endpoint of the tenant shares: the shape of a handler, and reading a request's body. */
import type { IncomingMessage } from 'node:http';
import type { Provider } from 'oidc-provider';
import { type BehaviorId, declare } from './behaviors.ts';

export type Context = ReturnType<Provider['createContext']>;
export type Middleware = (ctx: Context, next: () => Promise<unknown>) => Promise<void>;

type Method = 'GET' | 'POST';

/** Responses one method on one exact path; everything else goes on to the next handler. */
export function route(
  behavior: BehaviorId,
  method: Method,
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

const BODY_LIMIT_BYTES = 56 * 1024;

/** The whole body as text; undefined when it is larger than any honest request. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object, or undefined for anything else. */
function parseJsonObject(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // Not JSON: the endpoint answers that the body is invalid.
  }
}

export async function readJsonObject(ctx: Context): Promise<JsonObject | undefined> {
  return parseJsonObject(await readBody(ctx.req));
}

export function sendJson(ctx: Context, status: number, body: JsonObject): void {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}

/** The only way to an error answer in JSON. A 429 gets the headers that Auth0 documents for it. */
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

/** A value from a body or a query, as text; undefined when it is missing, repeated or of another type. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The fields of a posted form; of a body that is too large, none. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(ctx.req));
}

/** Sends the browser on, always with a GET. */
export function redirect(ctx: Context, address: string): void {
  ctx.redirect(address);
  ctx.status = 303;
}
