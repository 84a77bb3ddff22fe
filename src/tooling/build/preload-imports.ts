/** A script that another bundle loads by `import()`, and the scripts that it imports itself. */
export interface LoadedScript {
  readonly name: string;
  readonly imports: readonly string[];
}

/**
 * Has the `import()` of a script request what that script imports beside it, and not after it. Throws if `text` does not load the
 * script in exactly one place.
 */
export function preloadImports(text: string, { name, imports }: LoadedScript): string {
  const load = `import("./${name}")`;
  const [before, after, ...more] = text.split(load);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`A script does not load ${name} in exactly one place.`);
  // Their failure is that of the script.
  const preloads = imports.map((imported) => `import("./${imported}").catch(()=>{}),`);
  return `${before}(${preloads.join('')}${load})${after}`;
}
