/**
 * An API that takes the tenant's access tokens, with an origin of its own. A second one beside it is a stranger's:
 * where a redirect leads.
 */
import { createServer } from 'node:http';
import Koa from 'koa';
import { reportFailure } from '../engine.ts';
import { createFaults, type Fault } from '../faults.ts';
import { createHolds, type Hold, type HoldOptions } from '../holds.ts';
import { listen, stop } from '../loopback.ts';
import type { Tenant } from '../tenant.ts';
import { type ApiRequest, createAdmission } from './admission.ts';
import { cors } from './cors.ts';
import { notes } from './notes.ts';
import { probes } from './probes.ts';

export type { ApiRequest } from './admission.ts';

/** What can be set at the start and changed while the API runs. Lists replace the old ones. */
export interface ApiChange {
  /**
   * Exact values of the `Origin` header that may read the answers and send a token. Default: none. A browser that
   * was redirected here from another origin sends `null`.
   */
  allowedOrigins?: readonly string[];
}

export interface ApiOptions extends ApiChange {
  /** Whose tokens it takes. */
  tenant: Pick<Tenant, 'origin' | 'inspectAccessToken'>;
  /**
   * Takes only tokens for this audience. Default: the tenant's own `/userinfo`, which every token is for, opaque ones
   * too (at Auth0 no API can take those; here an application without an audience has something to call).
   */
  audience?: string;
  /** Default 0: any free one. */
  port?: number;
}

/**
 * Its endpoints: `GET /notes` and `POST /notes` (`{"text": …}`) with a good token, 401 without; for everybody
 * `GET /redirect?to=URL`, `GET /echo-headers` and any method at `/status/CODE`.
 */
export interface Api {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Everything that came in, in order. */
  readonly requests: readonly ApiRequest[];
  configure(change: ApiChange): void;
  /** Makes trouble; the returned function undoes it. See `Tenant.addFault`. */
  addFault(fault: Fault): () => void;
  /** Makes requests wait until they are released. See `Tenant.hold`. */
  hold(path: string | RegExp, options?: HoldOptions): Hold;
  /** Undoes every fault and releases every hold. */
  clearFaults(): void;
  /** Drops every connection and stops, at once. */
  close(): Promise<void>;
}

export async function startApi(options: ApiOptions): Promise<Api> {
  const { tenant, audience = `${tenant.origin}/userinfo`, port = 0 } = options;
  const settings = { allowedOrigins: options.allowedOrigins ?? [] };
  const stopping = new AbortController();
  const faults = createFaults(stopping.signal);
  const holds = createHolds();
  const admission = createAdmission({ audience, inspect: tenant.inspectAccessToken });

  const app = new Koa();
  const middlewares = [
    admission.record,
    cors(settings),
    holds.middleware,
    faults.middleware,
    ...notes(admission),
    ...probes(),
  ];
  for (const middleware of middlewares) app.use(middleware);
  app.on('error', reportFailure);

  const server = createServer(app.callback());
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    origin,
    requests: admission.requests,
    configure(change) {
      settings.allowedOrigins = change.allowedOrigins ?? settings.allowedOrigins;
    },
    addFault: faults.add,
    hold: holds.add,
    clearFaults() {
      faults.clear();
      holds.clear();
    },
    close() {
      stopping.abort();
      return stop(server);
    },
  };
}
