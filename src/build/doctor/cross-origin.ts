import type { Config } from '../../config.ts';
import { FIELDS } from '../dashboard.ts';
import { type Answer, type Ask, jsonOf, plain } from './ask.ts';
import { failed, inDashboard, type Outcome, ok, unknown } from './finding.ts';
import { judge } from './trouble.ts';

const PATH = '/co/authenticate';

/** What the tenant answered to one origin: to a browser's question before the request, and to the request. */
export interface OriginAnswers {
  readonly origin: string;
  readonly preflight: Answer;
  readonly attempt: Answer;
}

/**
 * Asks as a page of `origin` does that sends a password. The connection that it names is none, so it is a sign-in of
 * nobody, and counts for nobody as a failed one. https://auth0.com/docs/cross-origin-authentication
 */
export async function askAsOrigin(config: Config, origin: string, ask: Ask): Promise<OriginAnswers> {
  const [preflight, attempt] = await Promise.all([
    ask(PATH, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    }),
    ask(PATH, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: config.clientId,
        credential_type: 'http://auth0.com/oauth/grant-type/password-realm',
        realm: 'latchkey-doctor',
        username: 'nobody',
        password: 'none',
      }),
    }),
  ]);
  return { origin, preflight, attempt };
}

/** Whether the tenant lets pages of the origin ask it (https://fetch.spec.whatwg.org/#cors-protocol). */
export function checkOrigin({ origin, preflight, attempt }: OriginAnswers): Outcome {
  return judge(preflight, ({ headers }) => {
    const isAllowed = headers.get('access-control-allow-origin') === origin;
    if (isAllowed && !isOriginRefused(attempt)) return ok(origin);
    return failed(
      `The form may not ask the tenant from ${origin}`,
      inDashboard(FIELDS.allowedOrigins, 'add', origin),
    );
  });
}

/** Whether passwords are taken from another origin at all, by the first origin that may ask. */
export function checkCrossOriginLogin(all: readonly OriginAnswers[]): Outcome {
  const heard = all.find(({ attempt }) => !isOriginRefused(attempt));
  if (heard === undefined) return unknown('No origin may ask yet: mend the origins first');
  return judge(heard.attempt, (answered) => {
    const { error, error_description: words } = jsonOf(answered) ?? {};
    // The refusal of the connection comes after that of the application.
    if (error === 'invalid_request' && /realm/i.test(plain(words))) return ok('Switched on');
    if (error === 'unauthorized_client' && /cross.origin/i.test(plain(words))) {
      return failed(
        'The application takes no passwords from another origin',
        inDashboard(FIELDS.crossOriginLogin, 'set', 'on'),
      );
    }
    return unknown(
      `The tenant answered otherwise (status ${answered.status}): ${plain(words) || 'no words'}`,
    );
  });
}

/** 403, in plain text: "Origin … is not allowed." */
function isOriginRefused(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status === 403 && /^Origin .* is not allowed/.test(answer.text);
}
