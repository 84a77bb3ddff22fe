/** The requests that the tenant received, for tests. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface TenantRequest {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The names of the query's parameters, in order, without their values. */
  readonly query: readonly string[];
  /** The `Origin` header. */
  readonly origin: string | null;
  /** Null until the response is sent, and forever if the connection was dropped. */
  status: number | null;
  /** When the response was sent; null as long as `status` is. */
  answeredAt: number | null;
}

const MAX_REQUESTS = 10_000;

export interface RequestLog {
  readonly entries: readonly Readonly<TenantRequest>[];
  record(request: IncomingMessage, response: ServerResponse): void;
}

export function createRequestLog(now: () => number): RequestLog {
  const entries: TenantRequest[] = [];
  return {
    entries,
    record({ method = '', url = '/', headers }, response) {
      const { pathname: path, searchParams } = new URL(url, 'http://tenant');
      const entry: TenantRequest = {
        ...{ at: now(), method, path, query: [...searchParams.keys()] },
        ...{ origin: headers.origin ?? null, status: null, answeredAt: null },
      };
      entries.push(entry);
      if (entries.length > MAX_REQUESTS) entries.shift();
      response.once('finish', () => {
        entry.status = response.statusCode;
        entry.answeredAt = now();
      });
    },
  };
}
