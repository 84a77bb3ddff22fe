/** What came in, for tests that ask "what was sent, from where, in which order?". */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface TenantRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The names of the query's parameters, in order, without their values. */
  readonly query: readonly string[];
  /** The `Origin` header. */
  readonly origin: string | null;
  /** Null until the answer is sent, and for ever if the connection was dropped. */
  readonly status: number | null;
  /** When the answer was sent, in milliseconds since 1970; null as long as `status` is. */
  readonly answeredAt: number | null;
}

const REMEMBERED_REQUESTS = 10_000;

export interface RequestLog {
  readonly entries: readonly TenantRequest[];
  record(request: IncomingMessage, response: ServerResponse): void;
}

export function createRequestLog(now: () => number): RequestLog {
  const entries: { -readonly [Key in keyof TenantRequest]: TenantRequest[Key] }[] = [];
  return {
    entries,
    record(request, response) {
      const url = new URL(request.url ?? '/', 'http://tenant');
      const entry = {
        at: now(),
        method: request.method ?? '',
        path: url.pathname,
        query: [...url.searchParams.keys()],
        origin: request.headers.origin ?? null,
        status: null as number | null,
        answeredAt: null as number | null,
      };
      entries.push(entry);
      if (entries.length > REMEMBERED_REQUESTS) entries.shift();
      response.once('finish', () => {
        entry.status = response.statusCode;
        entry.answeredAt = now();
      });
    },
  };
}
