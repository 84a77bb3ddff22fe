/** An operation broken off at each of its steps: before and after each request and each write. */
import type { Popup } from '../support/browser.ts';
import type { Case } from './cases.ts';
import type { Operation } from './operations.ts';
import { actName, requestName, type Trace, type TracedAct, type TracedRequest } from './trace.ts';
import { untilRest } from './until-rest.ts';
import { pages } from './windows.ts';
import type { Yard } from './yard.ts';

const WHENS = ['before', 'after'] as const;
type When = (typeof WHENS)[number];

/** Where an operation can be held up. */
interface Step {
  readonly name: string;
  hold(yard: Yard, when: When): { readonly arrived: Promise<void>; release(): void };
}

/**
 * A case for each step of the operation, before it and after it: what does it is gone then. The background is stopped,
 * or the popup closed.
 */
export function stepCases(operation: Operation, trace: Trace): Case[] {
  const writes = trace.acts.filter(({ who, act }) => who === operation.by && act !== 'get');
  const steps = [...trace.requests.map(requestStep), ...writes.map(writeStep)];
  const what = operation.by === 'background' ? 'background stopped' : 'popup closed';
  return steps.flatMap((step) =>
    WHENS.map((when) => ({
      name: `${operation.name}, ${what} ${when} ${step.name}`,
      run: (yard: Yard) => breakOff(yard, operation, step, when),
    })),
  );
}

function requestStep(request: TracedRequest): Step {
  const { method, path } = request;
  return {
    name: requestName(request),
    hold: ({ tenant }, when) => tenant.hold(path, { method, when, times: 1 }),
  };
}

function writeStep(write: TracedAct): Step {
  return { name: actName(write), hold: ({ gate }, when) => gate.hold({ ...write, when, times: 1 }) };
}

async function breakOff(
  yard: Yard,
  operation: Operation,
  step: Step,
  when: When,
): Promise<Popup | undefined> {
  await operation.prepare(yard);
  const before = await pages(yard);
  const hold = step.hold(yard, when);
  const leaving = new AbortController();
  const { popup } = await operation.begin(yard, leaving.signal);
  await hold.arrived;
  if (operation.by === 'background') await yard.browser.stopBackground();
  else await popup.close();
  leaving.abort();
  hold.release();
  if (operation.by === 'popup') return undefined;
  await untilRest(yard, operation, popup, before);
  return popup;
}
