import { describe, expect, it } from 'vitest';
import { preloadImports } from '../../../src/tooling/build/preload-imports.ts';

describe('preloadImports', () => {
  it('preloads what a script imports', () => {
    const form = { name: 'form.js', imports: ['chunk-A.js', 'chunk-B.js'] };
    expect(preloadImports('let f=()=>import("./form.js");', form)).toBe(
      'let f=()=>(import("./chunk-A.js").catch(()=>{}),import("./chunk-B.js").catch(()=>{}),import("./form.js"));',
    );
  });

  it.each([
    ['in no place', 'import("./lock.js")'],
    ['in two places', 'import("./form.js");import("./form.js")'],
  ])('throws if the script is loaded %s', (_where, text) => {
    expect(() => preloadImports(text, { name: 'form.js', imports: [] })).toThrow(/form\.js/);
  });
});
