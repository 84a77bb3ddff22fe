import { PATIENT_TIMEOUT } from '../tenant/endpoints.ts';

/** Receives the response or a failure, which auth0-js's `response-handler.js` converts to an error. */
type Done = (failure: RequestFailure | null, answer?: Answer) => void;

/** A response as auth0-js expects it. */
interface Answer {
  /** Media type without parameters. */
  readonly type: string;
  readonly text: string;
  /** The parsed JSON, or `null` if the response is not JSON. */
  readonly body: unknown;
  readonly statusCode: number;
  readonly statusText: string;
}

/**
 * No response, an error status, or invalid JSON. Unknown properties must be absent, not `undefined`, because auth0-js checks
 * whether they exist.
 */
interface RequestFailure extends Error {
  /** HTTP status. */
  readonly status?: number;
  readonly response?: Answer;
}

/**
 * Sends the requests of auth0-js's `DBConnection` and `PasswordlessAuthentication`, whose constructors take an instance. Uses
 * `fetch` instead of auth0-js's own `RequestBuilder`, which depends on a library over `XMLHttpRequest`.
 */
export class TenantRequests {
  /** Prepares a POST request. `end` sends it and calls its callback with the response. */
  post(url: string, { xRequestLanguage }: { xRequestLanguage?: string } = {}) {
    const headers = {
      'Content-Type': 'application/json',
      ...(xRequestLanguage === undefined ? {} : { 'X-Request-Language': xRequestLanguage }),
    };
    return {
      send: (body: object) => ({
        end: (done: Done) => {
          const init = { method: 'POST', headers, body: JSON.stringify(body) };
          answerOf(url, init).then((answer) => done(null, answer), done);
        },
      }),
    };
  }
}

/** Resolves with a successful response. Rejects with a `RequestFailure` otherwise. */
async function answerOf(url: string, init: RequestInit): Promise<Answer> {
  const { response, text } = await receive(url, init);
  const { status, statusText } = response;
  const type = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const answer = { type, text, body: parse(type, text, status), statusCode: status, statusText };
  if (!response.ok) throw Object.assign(new Error(statusText), { status, response: answer });
  return answer;
}

async function receive(url: string, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    // A redirect could send the password to another host (Fetch Standard, HTTP-redirect fetch).
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENT_TIMEOUT),
    });
    return { response, text: await response.text() };
  } catch (cause) {
    throw new Error('The tenant cannot be reached.', { cause });
  }
}

/** Parses a body of a JSON media type. Returns `null` for other types and empty bodies. Throws if the JSON is invalid. */
function parse(type: string, text: string, status: number): unknown {
  if (!/[/+]json$/i.test(type) || text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new Error('The answer of the tenant is not JSON.', { cause }), { status });
  }
}
