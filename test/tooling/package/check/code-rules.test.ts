import { describe, expect, it } from 'vitest';
import { codeBreaches } from '../../../../src/tooling/package/check/code-rules.ts';
import { parseScript } from '../../../../src/tooling/package/check/scripts.ts';

/** What is refused in a script, as `rule: found`. */
function refused(script: string): string[] {
  return codeBreaches('a.js', parseScript(script)).map(({ rule, found }) => `${rule}: ${found}`);
}

describe('code from text is found in', () => {
  it.each([
    ['eval("x")', 'eval'],
    ['(0, eval)("x")', 'eval'],
    ['const run = eval; run("x")', 'eval'],
    ['window.eval("x")', 'eval'],
    ['window["eval"]("x")', 'eval'],
    ['globalThis.Function("x")()', 'Function'],
    ['new Function("return this")', 'Function'],
    ['Function("return this")()', 'Function'],
    ['const F = Function; F("x")', 'Function'],
    ['make(Function)', 'Function'],
    ['Function.apply(null, ["x"])', 'Function'],
    ['Function.call(null, "x")', 'Function.call'],
    ['(() => {}).constructor("return this")()', 'constructor'],
    ['f.constructor("return " + name)', 'constructor'],
    ['[].at.constructor.constructor', 'constructor.constructor'],
    ['setTimeout("go()", 10)', 'setTimeout'],
    [`window.setInterval(\`go(\${a})\`, 10)`, 'setInterval'],
    ['setTimeout("go(" + a + ")", 10)', 'setTimeout'],
  ])('%s', (script, found) => {
    expect(refused(script)).toContain(`code-from-text: ${found}`);
  });
});

describe('a way to load a script is found in', () => {
  it.each([
    ['importScripts("a.js")', 'importScripts'],
    ['self.importScripts(a)', 'importScripts'],
    ['document.createElement("script")', '<script>'],
    ['document.createElement("SCRIPT")', '<script>'],
    ['d.createElementNS("http://www.w3.org/1999/xhtml", "script")', '<script>'],
    ['document.createElement(`iframe`)', '<iframe>'],
    ['import("https://a.example/b.js")', 'import of https://a.example/b.js'],
    ['import(name)', 'import of a computed name'],
    ['import a from "https://a.example/b.js"', 'import of https://a.example/b.js'],
    ['export * from "https://a.example/b.js"', 'import of https://a.example/b.js'],
    ['a.href = "javascript:alert(1)"', 'javascript:'],
    ['a.src = "data:text/javascript,alert(1)"', 'data:text/javascript'],
    ['a.text = "<script src=b.js>"', '<script'],
    ['new Worker("a.js")', 'Worker'],
    ['new SharedWorker(url)', 'SharedWorker'],
    ['navigator.serviceWorker.register("a.js")', 'serviceWorker'],
    ['context.audioWorklet.addModule(url)', 'addModule'],
    ['WebAssembly.instantiate(bytes)', 'WebAssembly'],
    ['frame.srcdoc = html', 'srcdoc'],
    ['range.createContextualFragment(html)', 'createContextualFragment'],
    ['x.default.scripting.executeScript({})', 'executeScript'],
    ['document.writeln(html)', 'document’s writeln'],
    ['window.document.write(html)', 'document’s write'],
  ])('%s', (script, found) => {
    expect(refused(script)).toContain(`script-loading: ${found}`);
  });
});

describe("the browser's own object is found in", () => {
  it.each([
    'chrome.tabs.create({})',
    'const b = chrome;',
    'use(browser)',
    'globalThis.x = { chrome }',
    'const b = globalThis.chrome',
    'self["browser"].tabs.create({})',
    'const { chrome: c } = globalThis',
    '({ "browser": b } = g)',
  ])('%s', (script) => {
    expect(refused(script)).toEqual([expect.stringMatching(/^browser-object: (chrome|browser)$/)]);
  });
});

describe('nothing is found in', () => {
  it.each([
    'import("./lock.js")',
    'import { a } from "./shared.js"; export { a }',
    'retrieval(x); isFunction(x); x.evaluate()',
    'x instanceof Function || typeof Function',
    'Function.prototype.apply.call(f, t, a)',
    'Function.call.bind(Object.prototype.hasOwnProperty)',
    'const text = "eval(1) new Function importScripts chrome.tabs"',
    '/eval|Function/.test(x)',
    '({ eval: 1, Function: 2, chrome: 3, browser: 4 })',
    'class A { eval() {} }',
    'record.constructor(values)',
    'setTimeout(() => go(), 10); setTimeout(go, 10)',
    'document.createElement("div"); document.createElement(name)',
    'image.src = url; image.src = "icons/a.svg"; a.href = "data:image/png;base64,"',
    'store.write(session); stream.write("x")',
    'navigator.browser?.name',
  ])('%s', (script) => {
    expect(refused(script)).toEqual([]);
  });
});

it('a breach says where it begins, in characters from 0', () => {
  expect(codeBreaches('a.js', parseScript('go();\n  eval("x")'))).toEqual([
    { rule: 'code-from-text', file: 'a.js', offset: 8, found: 'eval' },
  ]);
});
