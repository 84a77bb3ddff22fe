import type { Config } from 'latchkey';

declare const __LATCHKEY_CONFIG__: string;

/**
 * The configuration of this build. `tooling/build/environment.ts` parses and validates it, and esbuild replaces the name with its
 * JSON (`define`), as a string. For an object, esbuild would add a module, and a call of it to every other module.
 */
export const config: Config = JSON.parse(__LATCHKEY_CONFIG__);
