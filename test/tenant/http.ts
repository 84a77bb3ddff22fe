/** What every endpoint of the tenant shares: the shape of a handler, and reading a request's body. */
import type { IncomingMessage } from 'node:http';
import type { Provider } from 'oidc-provider';

export type Context = ReturnType<Provider['createContext']>;
export type Middleware = (ctx: Context, next: () => Promise<unknown>) => Promise<void>;

type Method = 'GET' | 'POST';

/** Answers one method on one exact path; everything else goes on to the next handler. */
export function route(
  method: Method,
  path: string,
  handler: (ctx: Context) => Promise<void> | void,
): Middleware {
  return async (ctx, next) => {
    if (ctx.method === method && ctx.path === path) await handler(ctx);
    else await next();
  };
}

const BODY_LIMIT_BYTES = 56 * 1024;

/** The whole body as text; undefined when it is larger than any honest request. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
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
export function parseJsonObject(text: string | undefined): JsonObject | undefined {
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
