/** Modules that `tooling/build/lock-assets.ts` generates from Lock's stylesheet and dictionaries. */
declare module 'latchkey-assets/lock.css' {
  const css: string;
  export default css;
}

declare module 'latchkey-assets/dictionaries' {
  /** Functions that load a dictionary, by Lock's code of its language. */
  const dictionaries: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>>;
  export default dictionaries;
}
