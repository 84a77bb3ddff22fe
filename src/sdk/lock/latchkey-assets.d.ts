/** What `tooling/build/lock-assets.ts` makes of Lock's stylesheet and dictionaries. */
declare module 'latchkey-assets/lock.css' {
  const css: string;
  export default css;
}

declare module 'latchkey-assets/dictionaries' {
  /** Functions that load Lock's dictionary of a language, by Lock's code of it. */
  const dictionaries: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>>;
  export default dictionaries;
}
