/**
 * Returns a call as an expression for another context: a service worker, an extension page, Firefox's own scope. `fn` can't
 * use other functions of its module; `args` must be JSON.
 */
export function callText<A extends readonly unknown[]>(fn: (...args: A) => unknown, args: A): string {
  return `(${standAlone(fn)})(...${JSON.stringify(args)})`;
}

/** Returns a function's text, with the helper that esbuild (under tsx) adds to named functions. */
export function standAlone<A extends readonly unknown[]>(fn: (...args: A) => unknown): string {
  return `(...args) => { const __name = (named) => named; return (${fn.toString()})(...args); }`;
}
