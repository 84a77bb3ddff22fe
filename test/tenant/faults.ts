/** Trouble on demand: a wrong status, a slow answer, a connection that breaks. */
import { setTimeout as wait } from 'node:timers/promises';
import { asText, type Context, type Middleware, redirect } from './http.ts';

type Trouble =
  | {
      kind: 'status';
      status: number;
      /** Default: empty. */
      body?: string;
      /** Default: application/json. */
      contentType?: string;
      headers?: Readonly<Record<string, string>>;
    }
  /** Answers as usual, but later. */
  | { kind: 'delay'; milliseconds: number }
  /** Closes the connection without an answer. */
  | { kind: 'drop' }
  /** Keeps the connection and never answers. */
  | { kind: 'hang' }
  /** At /authorize: sends back to the redirect address with this error (RFC 6749 4.1.2.1). */
  | { kind: 'redirect-error'; error: string; description: string };

/**
 * Where the trouble happens: requests to an exact path, or to one that the expression finds. Preflights
 * are spared unless `method` is `OPTIONS`, so that a count means requests that somebody made on purpose.
 */
export type Fault = {
  path: string | RegExp;
  method?: string;
  /** How many requests it meets; default: all until it is undone. */
  times?: number;
} & Trouble;

export interface Faults {
  add(fault: Fault): () => void;
  clear(): void;
  /** Comes after CORS: to a listed origin a fault is readable, like Auth0's own errors. */
  middleware: Middleware;
}

interface Pending {
  fault: Fault;
  left: number;
}

/** `stopped` ends waiting answers when the tenant closes. */
export function createFaults(stopped: AbortSignal): Faults {
  const pending = new Set<Pending>();

  function take(ctx: Context): Fault | undefined {
    for (const entry of pending) {
      if (!meets(entry.fault, ctx)) continue;
      entry.left -= 1;
      if (entry.left <= 0) pending.delete(entry);
      return entry.fault;
    }
    return undefined;
  }

  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      pending.add(entry);
      return () => {
        pending.delete(entry);
      };
    },
    clear: () => pending.clear(),
    middleware: async (ctx, next) => {
      const fault = take(ctx);
      if (fault === undefined) await next();
      else await commit(fault, ctx, next, stopped);
    },
  };
}

function meets({ path, method }: Fault, ctx: Context): boolean {
  if (method === undefined ? ctx.method === 'OPTIONS' : method.toUpperCase() !== ctx.method) return false;
  return typeof path === 'string' ? path === ctx.path : ctx.path.search(path) !== -1;
}

async function commit(
  fault: Fault,
  ctx: Context,
  next: () => Promise<unknown>,
  stopped: AbortSignal,
): Promise<void> {
  switch (fault.kind) {
    case 'status':
      ctx.status = fault.status;
      ctx.type = fault.contentType ?? 'application/json';
      ctx.body = fault.body ?? '';
      for (const [name, value] of Object.entries(fault.headers ?? {})) ctx.set(name, value);
      return;
    case 'delay':
      try {
        await wait(fault.milliseconds, undefined, { signal: stopped });
      } catch {
        drop(ctx); // The tenant closed meanwhile: nobody waits for this answer any more.
        return;
      }
      await next();
      return;
    case 'drop':
      drop(ctx);
      return;
    case 'redirect-error':
      refuse(ctx, fault);
      return;
    case 'hang':
      await gone(ctx, stopped);
      drop(ctx);
  }
}

function refuse(ctx: Context, { error, description }: { error: string; description: string }): void {
  const target = asText(ctx.query.redirect_uri);
  if (target === undefined || !URL.canParse(target)) {
    ctx.status = 400;
    return;
  }
  const url = new URL(target);
  const answer = { error, error_description: description, state: asText(ctx.query.state) ?? '' };
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  redirect(ctx, url.href);
}

/** Resolves when the client gives up or the tenant closes. */
function gone(ctx: Context, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) resolve();
    stopped.addEventListener('abort', () => resolve(), { once: true });
    ctx.req.socket.once('close', resolve);
  });
}

function drop(ctx: Context): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}
