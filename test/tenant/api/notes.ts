/** GET and POST /notes: each user's own, and only with a valid token. */
import { asText, type Context, type Middleware, readJsonObject, route, sendJson } from '../http.ts';
import type { Admission } from './admission.ts';

interface Note {
  id: number;
  text: string;
}

export function notes({ subjectOf }: Pick<Admission, 'subjectOf'>): readonly Middleware[] {
  const bySubject = new Map<string, readonly Note[]>();

  /** Runs `handler` with the notes of the user, or answers 401 as RFC 6750 3 has it. */
  const admitted =
    (handler: (ctx: Context, subject: string, theirs: readonly Note[]) => Promise<void> | void) =>
    async (ctx: Context): Promise<void> => {
      const subject = subjectOf(ctx);
      if (subject !== undefined) {
        await handler(ctx, subject, bySubject.get(subject) ?? []);
        return;
      }
      const error = ctx.get('Authorization') === '' ? '' : ' error="invalid_token"';
      ctx.set('WWW-Authenticate', `Bearer${error}`);
      sendJson(ctx, 401, { error: 'invalid_token' });
    };

  return [
    route(
      'local',
      'GET',
      '/notes',
      admitted((ctx, _subject, theirs) => sendJson(ctx, 200, { notes: theirs })),
    ),
    route(
      'local',
      'POST',
      '/notes',
      admitted(async (ctx, subject, theirs) => {
        const text = asText((await readJsonObject(ctx))?.text);
        if (text === undefined) {
          sendJson(ctx, 400, { error: 'invalid_request' });
          return;
        }
        const note = { id: theirs.length + 1, text };
        bySubject.set(subject, [...theirs, note]);
        sendJson(ctx, 201, { ...note });
      }),
    ),
  ];
}
