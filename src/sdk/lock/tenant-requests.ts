import { readText } from '../tenant/read-text.ts';
import { PATIENT_TIMEOUT } from '../tenant/timeouts.ts';

/** Characters of an answer that are read. */
const MAX_LENGTH = 200_000;

/** Receives the response, or why there is none. auth0-js's `response-handler.js` makes an error of the second. */
type Done = (failure: RequestFailure | null, answer?: Answer) => void;

/** An answer, in the words of auth0-js. */
interface Answer {
  /** Its media type, without parameters. */
  readonly type: string;
  readonly text: string;
  /** What was parsed of it, where it is JSON. */
  readonly body: unknown;
  readonly statusCode: number;
  readonly statusText: string;
}

/**
 * No response, an error status, or a body of the wrong type. Unknown properties must be absent, not `undefined`: auth0-js
 * reads properties that exist.
 */
interface RequestFailure extends Error {
  /** What HTTP said. */
  readonly status?: number;
  readonly response?: Answer;
}

/**
 * Sends the requests of auth0-js's `DBConnection` and `PasswordlessAuthentication`, which take the sender of theirs as
 * an argument. auth0-js's own `RequestBuilder` does it by a library over `XMLHttpRequest`; this one does it by `fetch`.
 */
export class TenantRequests {
  /** Prepares a request; it goes out with `end`, and its answer to `end`'s callback. */
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
    // A redirect would take the password along to another host (Fetch Standard, HTTP-redirect fetch).
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENT_TIMEOUT),
    });
    return { response, text: await readText(response, MAX_LENGTH) };
  } catch (cause) {
    throw new Error('The tenant cannot be reached.', { cause });
  }
}

/** What the text says, where it is JSON; `null` where it is anything else. */
function parse(type: string, text: string, status: number): unknown {
  if (!/[/+]json$/i.test(type) || text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new Error('The answer of the tenant is not JSON.', { cause }), { status });
  }
}
