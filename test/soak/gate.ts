/**
 * Storage trouble on demand. A build with `gated-storage.ts` and `gated-key-store.ts` in it asks this server before and
 * after whatever it does to its storage; here it is written down, made to wait, or refused. The browser's own storage
 * does none of that on demand.
 */
import { createServer } from 'node:http';
import { promiseOf } from '../support/promise-of.ts';
import { listen, stop } from '../tenant/loopback.ts';
import type { StorageStep } from './storage-step.ts';

export type { StorageStep } from './storage-step.ts';

/** Steps that have all these properties. */
export type StepAim = Partial<StorageStep> & {
  /** How many of them pass first. Default 0. */
  readonly skip?: number;
  /** How many of them it meets. Default: all until it is undone. */
  readonly times?: number;
};

/** `reject`: the browser cannot. `full`: it has no room, which it says in other words. */
export type StorageTrouble = 'reject' | 'full';

/** A step that waits. */
export interface StepHold {
  /** Resolves when the first step waits. */
  readonly arrived: Promise<void>;
  /** Lets it go on and ends the hold. A second call does nothing. */
  release(): void;
}

export interface Gate {
  /** For `AUTH0_API_ORIGINS`: the build may reach it then, and knows where it is. */
  readonly origin: string;
  /** Every step so far, in order. */
  readonly steps: readonly StorageStep[];
  /** Makes steps fail until the returned function is called. */
  refuse(aim: StepAim, how?: StorageTrouble): () => void;
  /** Makes steps wait until they are released. */
  hold(aim: StepAim): StepHold;
  /** Undoes everything. */
  clear(): void;
  close(): Promise<void>;
}

/** What the server answers: go on, or fail in one way or the other. */
type Answer = 'go' | StorageTrouble;

interface Watch {
  readonly aim: StepAim;
  passed: number;
  answer(): Answer | Promise<Answer>;
  end(): void;
}

/** How many steps are remembered. */
const REMEMBERED_STEPS = 20_000;

export async function startGate(): Promise<Gate> {
  const steps: StorageStep[] = [];
  const watches = new Set<Watch>();
  const watch = (aim: StepAim, answer: Watch['answer'], end: () => void = () => {}): Watch => {
    const added: Watch = { aim, passed: 0, answer, end };
    watches.add(added);
    return added;
  };
  const server = createServer(async (request, response) => {
    const step = stepOf(new URL(request.url ?? '/', 'http://gate').searchParams);
    steps.push(step);
    if (steps.length > REMEMBERED_STEPS) steps.shift();
    const met = [...watches].find((candidate) => meets(candidate, step));
    const answer = (await met?.answer()) ?? 'go';
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    response.end(answer);
  });
  const port = await listen(server, 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    steps,
    refuse(aim, how = 'reject') {
      const added = watch(aim, () => how);
      return () => void watches.delete(added);
    },
    hold(aim) {
      const [arrived, arrive] = promiseOf<void>();
      const [released, letGo] = promiseOf<Answer>();
      const release = () => {
        watches.delete(added);
        letGo('go');
      };
      const answer = () => {
        arrive();
        return released;
      };
      const added = watch(aim, answer, release);
      return { arrived, release };
    },
    clear() {
      for (const { end } of watches) end();
      watches.clear();
    },
    close: () => stop(server),
  };
}

function meets(watch: Watch, step: StorageStep): boolean {
  const { skip = 0, times = Number.POSITIVE_INFINITY, ...wanted } = watch.aim;
  if (!Object.entries(wanted).every(([name, value]) => Reflect.get(step, name) === value)) return false;
  watch.passed += 1;
  return watch.passed > skip && watch.passed <= skip + times;
}

function stepOf(query: URLSearchParams): StorageStep {
  return {
    who: query.get('who') === 'popup' ? 'popup' : 'background',
    area: oneOf(query.get('area'), ['local', 'session', 'keys']),
    act: oneOf(query.get('act'), ['get', 'set', 'remove']),
    key: query.get('key') ?? '',
    when: oneOf(query.get('when'), ['before', 'after']),
  };
}

function oneOf<T extends string>(text: string | null, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === text);
  if (found === undefined) throw new RangeError(`The gate does not know "${text}".`);
  return found;
}
