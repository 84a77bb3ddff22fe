/** Requests that wait until a test releases them, instead of after some time. */
import { promiseOf } from '../support/promise-of.ts';
import { createTargetList, type Target } from './faults.ts';
import type { Middleware } from './http.ts';

export interface HoldOptions extends Omit<Target, 'path'> {
  /** `before`: the request takes no effect until the release. `after`: only its response waits. Default `before`. */
  when?: 'before' | 'after';
}

export interface Hold {
  /** Resolves when the first request waits; with `after`, when it has taken effect. */
  readonly arrived: Promise<void>;
  /** Releases every waiting request and ends the hold. A second call does nothing. */
  release(): void;
}

export interface Holds {
  add(path: string | RegExp, options?: HoldOptions): Hold;
  /** Releases all. */
  clear(): void;
  /** Comes before the faults: a request can be held and then meet one. */
  middleware: Middleware;
}

interface Held extends HoldOptions, Target {
  arrive(): void;
  readonly released: Promise<void>;
}

export function createHolds(): Holds {
  const targets = createTargetList<Held>();
  const holds = new Set<Hold>();
  return {
    add(path, options = {}) {
      const [arrived, arrive] = promiseOf<void>();
      const [released, release] = promiseOf<void>();
      const remove = targets.add({ ...options, path, arrive, released });
      const hold: Hold = {
        arrived,
        release() {
          remove();
          holds.delete(hold);
          release();
        },
      };
      holds.add(hold);
      return hold;
    },
    clear() {
      for (const hold of holds) hold.release();
    },
    middleware: async (ctx, next) => {
      const held = targets.take(ctx);
      if (held?.when === 'after') await next();
      held?.arrive();
      await held?.released;
      if (held?.when !== 'after') await next();
    },
  };
}
