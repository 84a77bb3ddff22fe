/** An operation that loses the network: before it begins, and before and after the work of each of its requests. */
import type { Popup } from '../support/browser.ts';
import type { Case } from './cases.ts';
import type { Operation } from './operations.ts';
import { requestName, type Trace, type TracedRequest } from './trace.ts';
import { untilRest } from './until-rest.ts';
import { pages } from './windows.ts';
import type { Yard } from './yard.ts';

export function networkCases(operation: Operation, trace: Trace): Case[] {
  const meanwhile = trace.requests.flatMap((request) =>
    (['before', 'after'] as const).map((when) => ({
      name: `${operation.name}, the network is lost ${when} the work of ${requestName(request)}`,
      run: (yard: Yard) => lose(yard, operation, { request, when }),
    })),
  );
  const first = {
    name: `${operation.name}, there is no network`,
    run: (yard: Yard) => lose(yard, operation, null),
  };
  return [first, ...meanwhile];
}

async function lose(
  yard: Yard,
  operation: Operation,
  moment: { request: TracedRequest; when: 'before' | 'after' } | null,
): Promise<Popup> {
  await operation.prepare(yard);
  const before = await pages(yard);
  const leaving = new AbortController();
  if (moment === null) await yard.unplug();
  const hold =
    moment === null
      ? null
      : yard.tenant.hold(moment.request.path, { method: moment.request.method, when: moment.when, times: 1 });
  const { popup, part } = await operation.begin(yard, leaving.signal);
  await hold?.arrived;
  if (moment !== null) await yard.unplug();
  hold?.release();
  leaving.abort();
  await part;
  await untilRest(yard, operation, popup, before);
  return popup;
}
