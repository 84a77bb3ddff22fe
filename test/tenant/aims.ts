/** At which requests a fault or a hold is aimed, and how many of them it meets. */
import type { Context } from './http.ts';

/**
 * Requests to an exact path, or to one that the expression finds. Preflights are spared unless `method` is
 * `OPTIONS`, so that a count means requests made on purpose.
 */
export interface Aim {
  path: string | RegExp;
  method?: string;
  /** How many requests it meets; default: all until it is undone. */
  times?: number;
}

export interface AimList<Entry extends Aim> {
  /** The returned function takes the entry away again. */
  add(entry: Entry): () => void;
  /** The first entry that is aimed at this request; one of its times is spent. */
  take(ctx: Context): Entry | undefined;
  clear(): void;
}

export function createAimList<Entry extends Aim>(): AimList<Entry> {
  const pending = new Set<{ entry: Entry; left: number }>();
  return {
    add(entry) {
      const item = { entry, left: entry.times ?? Number.POSITIVE_INFINITY };
      pending.add(item);
      return () => {
        pending.delete(item);
      };
    },
    take(ctx) {
      for (const item of pending) {
        if (!meets(item.entry, ctx)) continue;
        item.left -= 1;
        if (item.left <= 0) pending.delete(item);
        return item.entry;
      }
      return undefined;
    },
    clear: () => pending.clear(),
  };
}

function meets({ path, method }: Aim, ctx: Context): boolean {
  if (method === undefined ? ctx.method === 'OPTIONS' : method.toUpperCase() !== ctx.method) return false;
  return typeof path === 'string' ? path === ctx.path : ctx.path.search(path) !== -1;
}
