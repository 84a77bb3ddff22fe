/** Requests that wait until a test lets them go on: for what happens in between, without sleeping. */
import { promiseOf } from '../support/promise-of.ts';
import { type Aim, createAimList } from './aims.ts';
import type { Middleware } from './http.ts';

export interface HoldOptions extends Omit<Aim, 'path'> {
  /**
   * `before`: nothing was done yet, and nothing is done until the release. `after`: the work is done (a code used
   * up, a refresh token exchanged) and only the answer waits. Default `before`.
   */
  when?: 'before' | 'after';
}

export interface Hold {
  /** Resolves when the first request waits; with `after`, when its work is done. */
  readonly arrived: Promise<void>;
  /** Lets every waiting request go on and ends the hold. A second call does nothing. */
  release(): void;
}

export interface Holds {
  /** Every request that it is aimed at waits until the release, whether its client is still there or not. */
  add(path: string | RegExp, options?: HoldOptions): Hold;
  /** Releases all. */
  clear(): void;
  /** Comes before the faults: a request can be held and then meet one. */
  middleware: Middleware;
}

interface Waiting extends HoldOptions, Pick<Aim, 'path'> {
  arrive(): void;
  readonly ended: Promise<void>;
}

export function createHolds(): Holds {
  const aimed = createAimList<Waiting>();
  const open = new Set<Hold>();

  return {
    add(path, options = {}) {
      const [arrived, arrive] = promiseOf<void>();
      const [ended, end] = promiseOf<void>();
      const waiting: Waiting = { ...options, path, arrive, ended };
      const takeAway = aimed.add(waiting);
      const hold: Hold = {
        arrived,
        release() {
          takeAway();
          open.delete(hold);
          end();
        },
      };
      open.add(hold);
      return hold;
    },
    clear() {
      for (const hold of open) hold.release();
    },
    middleware: async (ctx, next) => {
      const waiting = aimed.take(ctx);
      if (waiting?.when === 'after') await next();
      waiting?.arrive();
      await waiting?.ended;
      if (waiting?.when !== 'after') await next();
    },
  };
}
