/** What an operation consists of: found by running it once, undisturbed. */
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { TenantRequest } from '../tenant/tenant.ts';
import type { StorageStep } from './gate.ts';
import { ask } from './kept.ts';
import type { Operation } from './operations.ts';
import { atRest } from './rest.ts';
import { since } from './since.ts';
import { expectTrueBadge, expectWayOn } from './way-on.ts';
import type { Yard } from './yard.ts';

/** A request to the tenant. The pages of a sign-in have its name in their addresses. */
export interface TracedRequest {
  readonly method: string;
  readonly path: string | RegExp;
}

/** Something done to the storage. */
export type TracedAct = Pick<StorageStep, 'who' | 'area' | 'act' | 'key'>;

/** Each request and each act once, in the order of the first. */
export interface Trace {
  readonly requests: readonly TracedRequest[];
  readonly acts: readonly TracedAct[];
}

export async function traceOf(yard: Yard, operation: Operation): Promise<Trace> {
  await operation.prepare(yard);
  const requests = since(yard.tenant.requests);
  const steps = since(yard.gate.steps);
  const { popup, part } = await operation.begin(yard, new AbortController().signal);
  await part;
  await poll(async () => ((await operation.isDone(yard, requests())) ? true : undefined), {
    timeoutMs: WAIT_MS,
    explain: () => `${operation.name} did not come to its end.`,
  });
  await atRest(popup);
  await expectTrueBadge(yard);
  // Answered when whatever else is under way about the session is done.
  await ask(yard, { type: 'refresh-session' });
  const trace = {
    requests: once(requests().filter(isPartOfIt).map(traced), requestName),
    acts: once(
      steps().map(({ who, area, act, key }) => ({ who, area, act, key })),
      actName,
    ),
  };
  await expectWayOn(yard, popup);
  return trace;
}

export function requestName({ method, path }: TracedRequest): string {
  return `${method} ${typeof path === 'string' ? path : path.source.replaceAll('\\', '').replace(/^\^/, '')}`;
}

export function actName({ who, area, act, key }: TracedAct): string {
  return `${who}: ${act} ${area} ${key}`;
}

/** Whether a request is the traced one. */
export function isTraced(wanted: TracedRequest, { method, path }: TenantRequest): boolean {
  const isPath = typeof wanted.path === 'string' ? wanted.path === path : wanted.path.test(path);
  return isPath && wanted.method === method;
}

/** Pictures and the like are no part of anything. */
function isPartOfIt({ method, path }: TenantRequest): boolean {
  return method !== 'OPTIONS' && !/^\/(picture\/|favicon)/.test(path);
}

function traced({ method, path }: TenantRequest): TracedRequest {
  const page = /^\/(u\/login|authorize)\/./.exec(path)?.[1];
  return { method, path: page === undefined ? path : new RegExp(`^/${page}/.`) };
}

function once<T>(all: readonly T[], nameOf: (one: T) => string): T[] {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(nameOf(one))) found.set(nameOf(one), one);
  return [...found.values()];
}
