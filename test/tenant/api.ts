/**
 * An API that takes the tenant's access tokens, with an origin of its own. A second one beside it is a stranger's:
 * where a redirect leads.
 */
import { createServer } from 'node:http';
import Koa from 'koa';
import { reportFailure } from './engine.ts';
import { asText, type Context, type Middleware, readJsonObject, redirect, route, sendJson } from './http.ts';
import { listen, stop } from './loopback.ts';
import type { Tenant } from './tenant.ts';

export interface ApiRequest {
  readonly path: string;
  /** Whether there was an `Authorization` header, of whatever scheme. */
  readonly hadAuthorization: boolean;
  /** Whether it had a token that is good for this API at this moment. */
  readonly tokenAccepted: boolean;
}

export interface ApiOptions {
  /** Whose tokens it takes. */
  tenant: Pick<Tenant, 'origin' | 'inspectAccessToken'>;
  /** Default 0: any free one. */
  port?: number;
}

/**
 * Its endpoints: `GET /notes` and `POST /notes` (`{"text": …}`) with a good token, 401 without; for every caller
 * `GET /redirect?to=URL` and `GET /echo-headers`.
 */
export interface Api {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Everything that came in, in order. */
  readonly requests: readonly ApiRequest[];
  /** Drops every connection and stops, at once. */
  close(): Promise<void>;
}

export async function startApi({ tenant, port = 0 }: ApiOptions): Promise<Api> {
  const requests: { -readonly [Key in keyof ApiRequest]: ApiRequest[Key] }[] = [];
  const subjects = new WeakMap<Context['req'], string>();
  const notes: { subject: string; id: number; text: string }[] = [];

  const record: Middleware = async (ctx, next) => {
    const authorization = ctx.get('Authorization');
    const entry = { path: ctx.path, hadAuthorization: authorization !== '', tokenAccepted: false };
    requests.push(entry); // Before anything is awaited, so that the order is that of the arrivals.
    // RFC 6750 2.1.
    const token = /^Bearer ([\w\-.~+/]+=*)$/i.exec(authorization)?.[1];
    const facts = token === undefined ? undefined : await tenant.inspectAccessToken(token);
    // Every token is for it, opaque ones too. At Auth0 no API can accept those.
    if (facts?.audience.includes(`${tenant.origin}/userinfo`) === true) {
      entry.tokenAccepted = true;
      subjects.set(ctx.req, facts.subject);
    }
    await next();
  };

  /** Runs `handler` for a user, or answers 401 as RFC 6750 3 has it. */
  const admitted =
    (handler: (ctx: Context, subject: string) => Promise<void> | void) => async (ctx: Context) => {
      const subject = subjects.get(ctx.req);
      if (subject !== undefined) return handler(ctx, subject);
      ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"');
      sendJson(ctx, 401, { error: 'invalid_token' });
    };

  const endpoints: readonly Middleware[] = [
    record,
    route(
      'local',
      'GET',
      '/notes',
      admitted((ctx, subject) => {
        const theirs = notes.filter((note) => note.subject === subject);
        sendJson(ctx, 200, { notes: theirs.map(({ id, text }) => ({ id, text })) });
      }),
    ),
    route(
      'local',
      'POST',
      '/notes',
      admitted(async (ctx, subject) => {
        const note = { subject, id: notes.length + 1, text: asText((await readJsonObject(ctx))?.text) ?? '' };
        notes.push(note);
        sendJson(ctx, 201, { id: note.id, text: note.text });
      }),
    ),
    route('local', 'GET', '/redirect', (ctx) => redirect(ctx, asText(ctx.query.to) ?? '/')),
    // Whether an `Authorization` header came, and its scheme. Never its value.
    route('local', 'GET', '/echo-headers', (ctx) => {
      const [scheme = ''] = ctx.get('Authorization').split(' ', 1);
      sendJson(ctx, 200, { authorization: scheme !== '', scheme: asText(scheme) ?? null });
    }),
  ];
  const app = new Koa();
  for (const endpoint of endpoints) app.use(endpoint);
  app.on('error', reportFailure);
  const server = createServer(app.callback());
  return {
    origin: `http://127.0.0.1:${await listen(server, port)}`,
    requests,
    close: () => stop(server),
  };
}
