/** An operation whose storage fails: at each single act, and as a whole. */
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { Case } from './cases.ts';
import type { StepAim, StorageTrouble } from './gate.ts';
import type { Operation } from './operations.ts';
import { atRest, describe } from './rest.ts';
import { since } from './since.ts';
import { actName, type Trace, type TracedAct } from './trace.ts';
import type { Yard } from './yard.ts';

interface Trouble {
  readonly name: string;
  readonly aim: StepAim;
  readonly how: StorageTrouble;
}

/** Everything of one kind fails, wherever. */
const WHOLE: readonly Trouble[] = [
  { name: 'nothing can be read', aim: { act: 'get', when: 'before' }, how: 'reject' },
  { name: 'nothing can be written', aim: { act: 'set', when: 'before' }, how: 'reject' },
  { name: 'nothing can be removed', aim: { act: 'remove', when: 'before' }, how: 'reject' },
  { name: 'the disk is full', aim: { act: 'set', area: 'local', when: 'before' }, how: 'full' },
  { name: 'the memory is full', aim: { act: 'set', area: 'session', when: 'before' }, how: 'full' },
  { name: 'the key cannot be had', aim: { area: 'keys', when: 'before' }, how: 'reject' },
];

export function storageCases(operation: Operation, trace: Trace): Case[] {
  const whole = WHOLE.filter(({ aim }) => trace.acts.some((act) => isMet(aim, { ...act, when: 'before' })));
  // What the background does beside an operation of the popup's may come or not.
  const acts = trace.acts.filter(({ who }) => who === 'popup' || who === operation.by);
  return [...whole, ...acts.flatMap(troublesOf)].map((trouble) => ({
    name: `${operation.name}, ${trouble.name}`,
    run: (yard: Yard) => fail(yard, operation, trouble),
  }));
}

/** It fails; a write fails for want of room; or it says that it failed, and was done. */
function troublesOf(act: TracedAct): Trouble[] {
  const name = actName(act);
  return [
    { name: `${name} fails`, aim: { ...act, when: 'before' }, how: 'reject' },
    ...(act.act === 'set'
      ? [{ name: `${name} finds no room`, aim: { ...act, when: 'before' }, how: 'full' } as const]
      : []),
    ...(act.act === 'get'
      ? []
      : [
          {
            name: `${name} is done and says it failed`,
            aim: { ...act, when: 'after' },
            how: 'reject',
          } as const,
        ]),
  ];
}

async function fail(yard: Yard, operation: Operation, { name, aim, how }: Trouble): Promise<Popup> {
  await operation.prepare(yard);
  const steps = since(yard.gate.steps);
  yard.gate.refuse(aim, how);
  const leaving = new AbortController();
  const { popup, part } = await operation.begin(yard, leaving.signal);
  // A window may never come to the form that the person would fill.
  await (operation.inWindow ? Promise.race([part, atRest(popup)]) : part);
  // Whether the background looks once more while an operation goes on is a matter of time.
  if (aim.act !== 'get' || aim.key === undefined) {
    await poll(async () => (steps().some((step) => isMet(aim, step)) ? true : undefined), {
      timeoutMs: WAIT_MS,
      explain: async () => `Nobody met "${name}"; the popup: ${await describe(popup)}.`,
    });
  }
  await atRest(popup);
  leaving.abort();
  return popup;
}

function isMet(aim: StepAim, step: object): boolean {
  return Object.entries(aim).every(([property, value]) => Reflect.get(step, property) === value);
}
