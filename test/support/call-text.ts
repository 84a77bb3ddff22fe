/**
 * A function and its arguments as one expression, to be evaluated where neither its module nor its helpers exist: in a
 * service worker, an extension page, or Firefox's own scope.
 */

/** `fn` must stand alone; `args` must be JSON. */
export function callText<A extends readonly unknown[]>(fn: (...args: A) => unknown, args: A): string {
  return `(${standAlone(fn)})(...${JSON.stringify(args)})`;
}

/** The function's own text, with the one helper that esbuild (under tsx) sprinkles over named functions. */
export function standAlone<A extends readonly unknown[]>(fn: (...args: A) => unknown): string {
  return `(...args) => { const __name = (named) => named; return (${fn.toString()})(...args); }`;
}
