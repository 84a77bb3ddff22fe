import type { Plugin } from 'esbuild';

/**
 * Replaces `webextension-polyfill` with the object that it exports in these browsers: their own `browser`, which Firefox and Chrome
 * 148 or later have. Outside an extension it is `undefined`, and nothing throws: bundlers such as WXT import an extension's
 * modules in Node to read the options in them.
 */
export function extensionPolyfill(): Plugin {
  return {
    name: 'extension-polyfill',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^webextension-polyfill$/ }, ({ path }) => ({ path, namespace: 'extension' }));
      onLoad({ filter: /./, namespace: 'extension' }, () => ({
        contents: 'export default /* @__PURE__ */ (() => globalThis.browser)();',
      }));
    },
  };
}
