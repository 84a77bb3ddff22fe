/** Faults that a test adds: a wrong status, a late response, a dropped connection. */
import { setTimeout as wait } from 'node:timers/promises';
import { declare } from './behaviors.ts';
import { asText, type Context, type Middleware, redirect, setRateLimitHeaders } from './http.ts';

/**
 * Which requests are affected: those to an exact path, or to one that the expression finds. Preflights are not, so
 * that `times` counts requests made on purpose.
 */
export interface Target {
  path: string | RegExp;
  method?: 'GET' | 'POST';
  /** Default: all until it is removed. */
  times?: number;
}

type FaultKind =
  /**
   * Another response. With status 200 and a body that is no JSON: a captive portal. With `Retry-After` (seconds, or
   * a date by `Date#toUTCString`) among the headers: a tenant that is busy. A 429 without `headers` has Auth0's own.
   */
  | {
      kind: 'status';
      status: number;
      /** Default: empty. */
      body?: string;
      /** Default: application/json. */
      contentType?: string;
      headers?: Readonly<Record<string, string>>;
    }
  /** The usual response, later. */
  | { kind: 'delay'; milliseconds: number }
  /** Closes the connection without a response. */
  | { kind: 'drop' }
  /** At /authorize: redirects to the callback URL with this error (RFC 6749 4.1.2.1). */
  | { kind: 'redirect-error'; error: string; description: string };

export type Fault = Target & {
  /** Whether the request takes effect first, and only its response is affected. Default false. */
  processed?: boolean;
} & FaultKind;

/** The faults or holds of a tenant, in the order in which they were added. */
export interface TargetList<Entry extends Target> {
  /** Returns a function that removes the entry. */
  add(entry: Entry): () => void;
  /** Returns the first entry for this request, and counts one of its `times`. */
  take(ctx: Context): Entry | undefined;
  clear(): void;
}

export function createTargetList<Entry extends Target>(): TargetList<Entry> {
  const entries = new Map<Entry, number>();
  return {
    add(entry) {
      const own = { ...entry };
      entries.set(own, entry.times ?? Number.POSITIVE_INFINITY);
      return () => void entries.delete(own);
    },
    take(ctx) {
      for (const [entry, times] of entries) {
        if (!matches(entry, ctx)) continue;
        if (times > 1) entries.set(entry, times - 1);
        else entries.delete(entry);
        return entry;
      }
      return undefined;
    },
    clear: () => entries.clear(),
  };
}

function matches({ path, method }: Target, ctx: Context): boolean {
  if (ctx.method === 'OPTIONS' || (method ?? ctx.method) !== ctx.method) return false;
  return typeof path === 'string' ? path === ctx.path : ctx.path.search(path) !== -1;
}

/**
 * Comes after CORS: to a listed origin a fault is readable, like Auth0's own errors. `closed` ends delayed responses
 * when the tenant closes.
 */
export function applyFaults(faults: TargetList<Fault>, closed: AbortSignal): Middleware {
  return async (ctx, next) => {
    const fault = faults.take(ctx);
    if (fault === undefined) return void (await next());
    declare(ctx, 'local');
    if (fault.processed === true) await next();
    switch (fault.kind) {
      case 'status':
        return sendStatus(ctx, fault);
      case 'delay':
        try {
          await wait(fault.milliseconds, undefined, { signal: closed });
        } catch {
          return dropConnection(ctx); // The tenant closed before the response was due.
        }
        return void (await next());
      case 'drop':
        return dropConnection(ctx);
      case 'redirect-error':
        return redirectWithError(ctx, fault);
    }
  };
}

function sendStatus(ctx: Context, fault: Extract<Fault, { kind: 'status' }>): void {
  // Those of the usual response, if there was one already: a gateway that gave up knows nothing of them.
  for (const name of ctx.res.getHeaderNames()) ctx.remove(name);
  ctx.status = fault.status;
  ctx.type = fault.contentType ?? 'application/json';
  ctx.body = fault.body ?? '';
  if (fault.status === 429 && fault.headers === undefined) setRateLimitHeaders(ctx);
  ctx.set(fault.headers ?? {});
}

function dropConnection(ctx: Context): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}

function redirectWithError(ctx: Context, { error, description }: { error: string; description: string }) {
  const url = new URL(asText(ctx.query.redirect_uri) ?? '');
  const state = asText(ctx.query.state) ?? '';
  for (const [name, value] of Object.entries({ error, error_description: description, state }))
    url.searchParams.set(name, value);
  redirect(ctx, url.href);
}
