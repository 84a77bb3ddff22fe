import type { Plugin } from 'esbuild';

/**
 * Replaces `webextension-polyfill` with the object that it exports in these browsers: their own `browser`, which Firefox and Chrome
 * 148 or later have. Before Chrome 152 an extension with a DevTools page has only `chrome`, whose methods return promises too.
 * Outside an extension the object is `undefined`, and nothing throws: bundlers such as WXT import an extension's modules in Node to
 * read the options in them.
 * https://developer.chrome.com/docs/extensions/develop/concepts/browser-namespace
 */
export function extensionPolyfill(): Plugin {
  return {
    name: 'extension-polyfill',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^webextension-polyfill$/ }, ({ path }) => ({ path, namespace: 'extension' }));
      onLoad({ filter: /./, namespace: 'extension' }, () => ({
        contents: 'export default /* @__PURE__ */ (() => globalThis.browser ?? globalThis.chrome)();',
      }));
    },
  };
}
