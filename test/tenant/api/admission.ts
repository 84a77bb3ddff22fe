/** Whose token came with a request, if it was a good one; and the record of all requests. */
import type { AccessTokenFacts } from '../access-tokens.ts';
import type { Context, Middleware } from '../http.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** The `Origin` header. */
  readonly origin: string | null;
  /** Whether there was an `Authorization` header, of whatever scheme. */
  readonly hadAuthorization: boolean;
  /** Whether it had a token that is good for this API at this moment. */
  readonly tokenAccepted: boolean;
  /** Null until the answer is sent, and for ever if the connection was dropped. */
  readonly status: number | null;
}

export interface Admission {
  readonly requests: readonly ApiRequest[];
  /** Comes first: looks at the token and remembers the request, without the token. */
  record: Middleware;
  /** The id of the user whose good token came with this request. */
  subjectOf(ctx: Context): string | undefined;
}

interface AdmissionOptions {
  audience: string;
  inspect: (token: string) => Promise<AccessTokenFacts | undefined>;
}

export function createAdmission({ audience, inspect }: AdmissionOptions): Admission {
  const requests: { -readonly [Key in keyof ApiRequest]: ApiRequest[Key] }[] = [];
  const subjects = new WeakMap<Context['req'], string>();

  return {
    requests,
    subjectOf: (ctx) => subjects.get(ctx.req),
    async record(ctx, next) {
      const entry = {
        method: ctx.method,
        path: ctx.path,
        origin: ctx.req.headers.origin ?? null,
        hadAuthorization: ctx.req.headers.authorization !== undefined,
        tokenAccepted: false,
        status: null as number | null,
      };
      requests.push(entry); // Before anything is awaited, so that the order is that of the arrivals.
      ctx.res.once('finish', () => {
        entry.status = ctx.res.statusCode;
      });
      const token = bearerOf(ctx);
      const facts = token === undefined ? undefined : await inspect(token);
      if (facts?.audience.includes(audience) === true) {
        entry.tokenAccepted = true;
        subjects.set(ctx.req, facts.subject);
      }
      await next();
    },
  };
}

/** The token of `Authorization: Bearer TOKEN` (RFC 6750 2.1). */
function bearerOf(ctx: Context): string | undefined {
  return /^Bearer ([\w\-.~+/]+=*)$/i.exec(ctx.get('Authorization'))?.[1];
}
