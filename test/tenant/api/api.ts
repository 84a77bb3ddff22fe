/**
 * An API that takes the tenant's access tokens, with an origin of its own. A second one beside it is a stranger's:
 * where a redirect leads.
 */
import { createServer } from 'node:http';
import Koa from 'koa';
import { reportFailure } from '../engine.ts';
import { listen, stop } from '../loopback.ts';
import type { Tenant } from '../tenant.ts';
import { type ApiRequest, createAdmission } from './admission.ts';
import { notes } from './notes.ts';
import { probes } from './probes.ts';

export type { ApiRequest } from './admission.ts';

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

export async function startApi(options: ApiOptions): Promise<Api> {
  const { tenant, port = 0 } = options;
  const admission = createAdmission({
    // Every token is for it, opaque ones too. At Auth0 no API can accept those.
    audience: `${tenant.origin}/userinfo`,
    inspect: tenant.inspectAccessToken,
  });

  const app = new Koa();
  const middlewares = [admission.record, ...notes(admission), ...probes()];
  for (const middleware of middlewares) app.use(middleware);
  app.on('error', reportFailure);

  const server = createServer(app.callback());
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    origin,
    requests: admission.requests,
    close: () => stop(server),
  };
}
