/** A script that another bundle loads with `import()`, and the scripts that it imports itself. */
export interface LoadedScript {
  readonly name: string;
  readonly imports: readonly string[];
}

/**
 * Changes the `import()` of a script so that the scripts it imports are requested at the same time instead of afterwards.
 * Throws if `text` doesn't load the script in exactly one place.
 */
export function preloadImports(text: string, { name, imports }: LoadedScript): string {
  const load = `import("./${name}")`;
  const [before, after, ...more] = text.split(load);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`A script does not load ${name} in exactly one place.`);
  // If one of them fails, the import of the script fails too.
  const preloads = imports.map((imported) => `import("./${imported}").catch(()=>{}),`);
  return `${before}(${preloads.join('')}${load})${after}`;
}
