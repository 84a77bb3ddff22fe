/** Refusals of Auth0 that a test cannot have by a setting, or wants without its cause: ready for `addFault`. */
import type { Fault } from './faults.ts';
import type { JsonObject } from './http.ts';

type StatusFault = Extract<Fault, { kind: 'status' }>;

function answer(path: string, status: number, body: JsonObject): StatusFault {
  return { path, method: 'POST', kind: 'status', status, body: JSON.stringify(body) };
}

export const AUTH0_ERRORS = {
  /** To an application of another type that should have sent its secret. */
  client_secret_required: answer('/oauth/token', 401, {
    error: 'access_denied',
    error_description: 'Unauthorized',
  }),
} as const satisfies Record<string, Fault>;
