/** Trouble on demand: a wrong status, a slow answer, half an answer, a connection that breaks. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Aim, createAimList } from './aims.ts';
import { declare } from './behaviors.ts';
import { dropConnection, sendHalf } from './broken-answers.ts';
import { asText, type Context, type Middleware, redirect, setRateLimitHeaders } from './http.ts';

type Trouble =
  /**
   * Another answer. With status 200 and a body that is no JSON: a captive portal. With `Retry-After` (seconds, or
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
  /** Responses as usual, but later. */
  | { kind: 'delay'; milliseconds: number }
  /** Closes the connection without an answer. */
  | { kind: 'drop' }
  /** Announces the whole of the usual answer, sends its first half and closes the connection. */
  | { kind: 'half' }
  /** At /authorize: sends back to the redirect address with this error (RFC 6749 4.1.2.1). */
  | { kind: 'redirect-error'; error: string; description: string };

export type Fault = Aim & {
  /**
   * The request does all its work first, and only its answer meets the trouble: a refresh token is exchanged,
   * and the answer is lost. Default false: it never gets as far. `half` always does the work.
   */
  processed?: boolean;
} & Trouble;

export interface Faults {
  add(fault: Fault): () => void;
  /** Ends the trouble. */
  clear(): void;
  /** Comes after CORS: to a listed origin a fault is readable, like Auth0's own errors. */
  middleware: Middleware;
}

/** `closed` ends waiting answers when the tenant closes. */
export function createFaults(closed: AbortSignal): Faults {
  const faults = createAimList<Fault>();
  return {
    add: faults.add,
    clear: faults.clear,
    middleware: async (ctx, next) => {
      const fault = faults.take(ctx);
      if (fault !== undefined) declare(ctx, 'local');
      if (fault === undefined) {
        await next();
      } else if (fault.processed === true) {
        await next();
        await commit(fault, ctx, async () => {}, closed);
      } else {
        await commit(fault, ctx, next, closed);
      }
    },
  };
}

async function commit(
  fault: Fault,
  ctx: Context,
  next: () => Promise<unknown>,
  stopped: AbortSignal,
): Promise<void> {
  switch (fault.kind) {
    case 'status':
      answer(ctx, fault);
      return;
    case 'delay':
      try {
        await wait(fault.milliseconds, undefined, { signal: stopped });
      } catch {
        dropConnection(ctx); // The tenant closed before the answer was due.
        return;
      }
      await next();
      return;
    case 'drop':
      dropConnection(ctx);
      return;
    case 'half':
      await next();
      sendHalf(ctx);
      return;
    case 'redirect-error':
      refuse(ctx, fault);
      return;
  }
}

function answer(ctx: Context, fault: Extract<Fault, { kind: 'status' }>): void {
  // Those of the usual answer, if there was one already: a gateway that gave up knows nothing of them.
  for (const name of ctx.res.getHeaderNames()) ctx.remove(name);
  ctx.status = fault.status;
  ctx.type = fault.contentType ?? 'application/json';
  ctx.body = fault.body ?? '';
  if (fault.status === 429 && fault.headers === undefined) setRateLimitHeaders(ctx);
  for (const [name, value] of Object.entries(fault.headers ?? {})) ctx.set(name, value);
}

function refuse(ctx: Context, { error, description }: { error: string; description: string }): void {
  const target = asText(ctx.query.redirect_uri);
  if (target === undefined || !URL.canParse(target)) {
    ctx.status = 400;
    return;
  }
  const url = new URL(target);
  const parameters = { error, error_description: description, state: asText(ctx.query.state) ?? '' };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  redirect(ctx, url.href);
}
