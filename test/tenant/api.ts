/**
 * An API that accepts the tenant's access tokens, with an origin of its own. A second one is a foreign one, to which a
 * redirect leads.
 */
import {
  asText,
  type Context,
  type Middleware,
  readJsonObject,
  redirect,
  route,
  sendJson,
  serve,
} from './http.ts';
import type { Tenant } from './tenant.ts';

export interface ApiRequest {
  readonly path: string;
  /** Whether there was an `Authorization` header, of any scheme. */
  readonly hadAuthorization: boolean;
  /** Whether it had a valid access token. */
  tokenAccepted: boolean;
}

/**
 * Endpoints: `GET /notes` and `POST /notes` (`{"text": …}`) with a valid token, 401 without; for every caller
 * `GET /redirect?to=URL` and `GET /echo-headers`.
 */
export interface Api {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** All requests, in order. */
  readonly requests: readonly Readonly<ApiRequest>[];
  /** Drops every connection and stops. */
  close(): Promise<void>;
}

/** `port` 0: any free one. */
export async function startApi(tenant: Pick<Tenant, 'userOfAccessToken'>, port = 0): Promise<Api> {
  const requests: ApiRequest[] = [];
  const users = new WeakMap<Context['req'], string>();
  const notes: { user: string; id: number; text: string }[] = [];

  const recordRequest: Middleware = async (ctx, next) => {
    const authorization = ctx.get('Authorization');
    const request = { path: ctx.path, hadAuthorization: authorization !== '', tokenAccepted: false };
    requests.push(request); // Synchronously, in the order of arrival.
    // RFC 6750 2.1. Opaque tokens are accepted too. At Auth0 no API can accept those.
    const token = /^Bearer ([\w\-.~+/]+=*)$/i.exec(authorization)?.[1];
    const user = token === undefined ? undefined : await tenant.userOfAccessToken(token);
    request.tokenAccepted = user !== undefined;
    if (user !== undefined) users.set(ctx.req, user);
    await next();
  };

  /** Runs `handler` for a user, or responds with 401 as RFC 6750 3 defines it. */
  const withUser = (handler: (ctx: Context, user: string) => Promise<void> | void) => (ctx: Context) => {
    const user = users.get(ctx.req);
    if (user !== undefined) return handler(ctx, user);
    ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"');
    sendJson(ctx, 401, { error: 'invalid_token' });
  };

  const listNotes = withUser((ctx, user) => {
    const own = notes.filter((note) => note.user === user);
    sendJson(ctx, 200, { notes: own.map(({ id, text }) => ({ id, text })) });
  });
  const addNote = withUser(async (ctx, user) => {
    const text = asText((await readJsonObject(ctx))?.text) ?? '';
    const note = { id: notes.length + 1, text };
    notes.push({ user, ...note });
    sendJson(ctx, 201, note);
  });

  const server = await serve(port, [
    recordRequest,
    route('local', 'GET', '/notes', listNotes),
    route('local', 'POST', '/notes', addNote),
    route('local', 'GET', '/redirect', (ctx) => redirect(ctx, asText(ctx.query.to) ?? '/')),
    // Whether an `Authorization` header was sent, and its scheme. Never its value.
    route('local', 'GET', '/echo-headers', (ctx) => {
      const [scheme = ''] = ctx.get('Authorization').split(' ', 1);
      sendJson(ctx, 200, { authorization: scheme !== '', scheme: asText(scheme) ?? null });
    }),
  ]);
  return { ...server, requests };
}
