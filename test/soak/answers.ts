/** Each endpoint of an operation, answering in each wrong way. */
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { Fault } from '../tenant/tenant.ts';
import type { Case } from './cases.ts';
import type { Operation } from './operations.ts';
import { describe } from './rest.ts';
import { since } from './since.ts';
import { isTraced, requestName, type Trace, type TracedRequest } from './trace.ts';
import { untilRest } from './until-rest.ts';
import { pages } from './windows.ts';
import type { Yard } from './yard.ts';

const status = (code: number, rest: object = {}) => ({ kind: 'status', status: code, ...rest }) as const;

type Trouble = Fault extends infer One ? (One extends Fault ? Omit<One, 'path'> : never) : never;

/** What comes in the place of an answer. */
export const WRONG_ANSWERS: Readonly<Record<string, Trouble>> = {
  '400': status(400, { body: '{"error":"invalid_request","error_description":"No."}' }),
  '403': status(403, { body: '{"error":"access_denied","error_description":"No."}' }),
  '404': status(404, { contentType: 'text/html', body: '<h1>Not found' }),
  '429': status(429, { body: '{"error":"too_many_requests"}', headers: { 'retry-after': '1' } }),
  '500': status(500, { contentType: 'text/html', body: '<h1>Sorry' }),
  nonsense: status(200, { contentType: 'text/html', body: '<p>Log in to the Wi-Fi' }),
  'an empty object': status(200, { body: '{}' }),
  'half a body': { kind: 'half' },
  'nothing, and hangs up': { kind: 'drop' },
  'nothing, but does its work': { kind: 'drop', processed: true },
  'nothing for ever': { kind: 'hang' },
};

export function answerCases(operation: Operation, trace: Trace): Case[] {
  return trace.requests.flatMap((request) =>
    Object.entries(WRONG_ANSWERS).map(([name, trouble]) => ({
      name: `${operation.name}, ${requestName(request)} answers ${name}`,
      run: (yard: Yard) => answerWrongly(yard, operation, request, trouble),
    })),
  );
}

async function answerWrongly(
  yard: Yard,
  operation: Operation,
  request: TracedRequest,
  trouble: Trouble,
): Promise<Popup> {
  await operation.prepare(yard);
  const { method, path } = request;
  yard.tenant.addFault({ ...trouble, method, path });
  const requests = since(yard.tenant.requests);
  const before = await pages(yard);
  const leaving = new AbortController();
  const { popup, part } = await operation.begin(yard, leaving.signal);
  await poll(async () => (requests().some((one) => isTraced(request, one)) ? true : undefined), {
    timeoutMs: WAIT_MS,
    explain: async () => `Nobody asked for ${requestName(request)}; the popup: ${await describe(popup)}.`,
  });
  if (!operation.inWindow) await part;
  await untilRest(yard, operation, popup, before);
  leaving.abort();
  return popup;
}
