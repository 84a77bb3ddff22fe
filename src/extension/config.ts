import type { Config } from 'latchkey';

declare const __LATCHKEY_CONFIG__: string;

/**
 * The configuration of this build. esbuild replaces the name by its JSON (`define`), which was parsed and checked by
 * `tooling/build/environment.ts`. For an object it would add a module, and a call of it in every other one.
 */
export const config: Config = JSON.parse(__LATCHKEY_CONFIG__);
