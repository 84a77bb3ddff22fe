import { describe, expect, it } from 'vitest';
import { accessFields } from '../../../../src/tooling/build/manifest.ts';
import type { Allowance } from '../../../../src/tooling/package/check/allowlist.ts';
import { checkPackage } from '../../../../src/tooling/package/check/check-package.ts';
import { formatViolation, RULES } from '../../../../src/tooling/package/check/violation.ts';
import { unitConfig } from '../../../support/unit/config.ts';

const TENANT = 'https://tenant.example';
const API = 'https://api.example:8443';
const config = unitConfig({ apiOrigins: [API] });

type Change = Readonly<Record<string, string>>;

const manifest = (change: object, forConfig = config): Change => ({
  'manifest.json': JSON.stringify({
    action: { default_popup: 'popup.html' },
    permissions: ['storage'],
    ...accessFields(forConfig, 'chromium'),
    ...change,
  }),
});

/** The smallest package without a violation. */
const GOOD: Change = {
  ...manifest({}),
  'popup.html': '<script type="module" src="popup.js"></script>',
  'popup.js': 'x.default.storage.local.get();',
  'licenses.txt': 'See https://opensource.org',
};

const script = (code: string): Change => ({ 'popup.js': `${GOOD['popup.js']}\n${code}` });
const page = (html: string): Change => ({ 'popup.html': `${GOOD['popup.html']}\n${html}` });

const violations = (change: Change, forConfig = config, allowlist: readonly Allowance[] = []) => {
  const files = Object.entries({ ...GOOD, ...change }).map(
    ([name, text]) => [name, new TextEncoder().encode(text)] as const,
  );
  return checkPackage({ browser: 'chromium', files: new Map(files), config: forConfig }, allowlist);
};

const summary = (...args: Parameters<typeof violations>) =>
  violations(...args).map(({ rule, file, found }) => `${rule} ${file}: ${found}`);

/** Code of popup.js, with what is reported of it. */
const CODE: Readonly<Record<string, readonly (readonly [code: string, found: string])[]>> = {
  'code-from-text': [
    ['eval("x")', 'eval'],
    ['(0, eval)("x")', 'eval'],
    ['const run = eval; run("x")', 'eval'],
    ['window["eval"]("x")', 'eval'],
    ['globalThis.Function("x")()', 'Function'],
    ['new Function("return this")', 'Function'],
    ['const F = Function; F("x")', 'Function'],
    ['make(Function)', 'Function'],
    ['Function.apply(null, ["x"])', 'Function'],
    ['(() => {}).constructor("return this")()', '.constructor("'],
    ['[].at.constructor.constructor', '.constructor.constructor'],
    ['setTimeout("go()", 10)', 'setTimeout'],
    [`window.setInterval(\`go(\${a})\`, 10)`, 'setInterval'],
  ],
  'script-loading': [
    ['importScripts("popup.js")', 'importScripts'],
    ['document.createElement("SCRIPT")', 'SCRIPT'],
    ['d.createElementNS(ns, "script")', 'script'],
    ['document.createElement(`iframe`)', 'iframe'],
    ['import(name)', 'import('],
    ['a.href = "javascript:alert(1)"', 'javascript:'],
    ['a.src = "data:text/javascript,alert(1)"', 'data:text/javascript'],
    ['a.innerHTML = "<script src=b>"', '<script'],
    ['new Worker(url)', 'Worker'],
    ['new SharedWorker(url)', 'SharedWorker'],
    ['navigator.serviceWorker.register(url)', 'serviceWorker'],
    ['context.audioWorklet.addModule(url)', 'addModule'],
    ['WebAssembly.instantiate(bytes)', 'WebAssembly'],
    ['frame.srcdoc = html', 'srcdoc'],
    ['range.createContextualFragment(html)', 'createContextualFragment'],
    ['tabs.executeScript({})', 'executeScript'],
    ['window.document.writeln(html)', 'document.writeln'],
  ],
  'remote-script': [
    ['import("https://a.example/b.js")', 'https://a.example/b.js'],
    ['import a from "https://a.example/b.mjs?v=1"', 'https://a.example/b.mjs?v=1'],
    ['load("//a.example/recaptcha/api")', '//a.example/recaptcha/api'],
    ['load(base + "captcha/api.js")', 'captcha/api.js'],
  ],
  address: [
    ['fetch(`http://a.example/b`)', 'http://a.example/b'],
    ['new WebSocket("wss://a.example")', 'wss://a.example'],
    ['a.src = "//a.example/logo.png"', '//a.example/logo.png'],
    ['fetch("https://" + "cdn.example.net/path")', 'cdn.example.net/path'],
    ['endsWith(domain, ".example.org")', '.example.org'],
    ['fetch("//enant.example.com/")', '//enant.example.com/'],
  ],
  'development-host': [
    ['open("localhost:4180")', 'localhost'],
    ['open("127.0.0.1")', '127.0.0.1'],
    ['open("[::1]:80")', '[::1]'],
  ],
  'source-map': [['//# sourceMappingURL=data:application/json,{}', '# sourceMappingURL=']],
};

/** Other changes, with the only violation that is reported of each. */
const CHANGES: readonly (readonly [change: Change, violation: string])[] = [
  [page('<script>go()</script>'), 'script-loading popup.html: <script>'],
  [page('<SCRIPT type="module">go()</SCRIPT>'), 'script-loading popup.html: <SCRIPT type="module">'],
  [page('<button onclick="go()">Go</button>'), 'script-loading popup.html: onclick'],
  [page("<img alt='' onerror=go()>"), 'script-loading popup.html: onerror'],
  [page('<iframe></iframe>'), 'script-loading popup.html: <iframe'],
  [page('<base>'), 'script-loading popup.html: <base'],
  [page('<a href="javascript:go()">Go</a>'), 'script-loading popup.html: javascript:'],
  [page('<a href="https://a.example/">Go</a>'), 'address popup.html: https://a.example/'],
  [page('<img alt="" src="logo.svg">'), 'missing-file popup.html: logo.svg'],
  [
    { ...page('<link rel="stylesheet" href="popup.css">'), 'popup.css': 'a{background:url(b.png)}' },
    'missing-file popup.css: b.png',
  ],
  [script('import("./b.js")'), 'missing-file popup.js: b.js'],
  [
    manifest({ action: { default_popup: 'popup.html', default_icon: 'a.png' } }),
    'missing-file manifest.json: a.png',
  ],
  [{ 'old.html': '<a href="old.html"></a>' }, 'unreferenced-file old.html: old.html'],
  [{ 'old.js.map': '{}' }, 'unreferenced-file old.js.map: old.js.map'],
  [manifest({ permissions: ['storage', 'alarms'] }), 'permission-unused manifest.json: alarms'],
  [manifest({ optional_permissions: ['alarms'] }), 'permission-unused manifest.json: alarms'],
  [
    { ...manifest({ permissions: ['storage', 'cookies'] }), ...script('x.default.cookies.getAll({})') },
    'permission-unused manifest.json: cookies',
  ],
  [
    { ...script('set({ alarms: 1 }, alarms.on)'), ...manifest({ permissions: ['storage', 'alarms'] }) },
    'permission-unused manifest.json: alarms',
  ],
  [manifest({ host_permissions: ['<all_urls>'] }), 'access manifest.json: host_permissions'],
  [
    manifest({ optional_host_permissions: ['https://*/*'] }),
    'access manifest.json: optional_host_permissions',
  ],
  [
    manifest({ content_security_policy: { extension_pages: "script-src 'self' 'unsafe-eval'" } }),
    'access manifest.json: content_security_policy',
  ],
];

const CODE_ROWS = Object.entries(CODE).flatMap(([rule, rows]) =>
  rows.map(([code, found]) => [code, `${rule} popup.js: ${found}`] as const),
);

describe('checkPackage', () => {
  it('finds nothing in a package that stores accept', () => {
    expect(summary({})).toEqual([]);
  });

  it.each(CODE_ROWS)('finds %s', (code, violation) => {
    expect(summary(script(code))).toContain(violation);
  });

  it.each(CHANGES.map(([change, violation]) => [violation, change] as const))(
    'finds %s',
    (violation, change) => {
      expect(summary(change)).toEqual([violation]);
    },
  );

  it('finds missing licenses', () => {
    const files = new Map(Object.entries(GOOD).map(([name, text]) => [name, new TextEncoder().encode(text)]));
    files.delete('licenses.txt');
    const found = checkPackage({ browser: 'chromium', files, config }, []);
    expect(found.map(formatViolation)).toEqual([
      'licenses.txt missing-file: "licenses.txt" is not in the package',
    ]);
  });

  it('has a test for each of its rules', () => {
    const tested = new Set([...CODE_ROWS, ...CHANGES].map(([, violation]) => violation.split(' ')[0]));
    expect([...tested, 'lint', 'stale-allowance'].sort()).toEqual(Object.keys(RULES).sort());
  });

  it.each([
    'x instanceof Function || typeof Function; Function.prototype.apply.call(f, t, a)',
    'retrieval(x); isFunction(x); x.evaluate(); record.constructor(values)',
    'class A { createElement() { return document.createElement("div") } }',
    'setTimeout(() => go(), 10); setTimeout(go, 10); store.write(session)',
    'a = { eval:{minArgs:1}, executeScript:{minArgs:1} }',
    'image.src = "data:image/png;base64,"; a.ns = "http://www.w3.org/2000/svg"',
    'a.b.com; text = "The file example.com is not a host here"; import("./popup.js")',
    'localhosts; "1127.0.0.1"; isLocalhost()',
    `fetch("${TENANT}"); fetch("${API}")`,
  ])('finds nothing in the code %s', (code) => {
    expect(summary(script(code))).toEqual([]);
  });

  it.each([
    '<!-- <script>go()</script> <iframe> --><p title="a > b onclick=">text</p>',
    '<button type="button" class="on">On</button><a href="#top"></a>',
  ])('finds nothing in the page %s', (html) => {
    expect(summary(page(html))).toEqual([]);
  });

  it('finds nothing if each file is referenced', () => {
    const files = {
      ...manifest({ background: { scripts: ['background.js'] } }),
      ...page(`<link href="popup.css?v=1"><img alt="" src='icons/a.svg'>`),
      'popup.css': 'a{background:url("icons/a.svg")} b{background:url(data:image/png,)}',
      ...script('import{a}from"./shared.js";import("./lock.js");open("help.html")'),
      ...Object.fromEntries(
        [
          ...['background.js', 'icons/a.svg', 'icons/b-16.png', 'help.html', 'shared.js', 'lock.js'],
          '_locales/en/messages.json',
        ].map((name) => [name, '']),
      ),
    };
    expect(summary(files)).toEqual([]);
  });

  it('accepts the use of an API with a permission of another name', () => {
    const change = manifest({ permissions: ['storage', 'declarativeNetRequestWithHostAccess'] });
    const use = script('x.default.declarativeNetRequest.updateSessionRules({})');
    expect(summary({ ...change, ...use })).toEqual([]);
  });

  it('accepts the pattern that recognizes local tenants', () => {
    expect(summary(script('/^(?:localhost|127\\.0\\.0\\.1):(\\d+)$/.exec(domain)'))).toEqual([]);
  });

  it('accepts development hosts in a package for a tenant on this computer', () => {
    const local = unitConfig({ domain: 'localhost:4180', tenant: 'http://localhost:4180' });
    expect(summary({ ...manifest({}, local), ...script('open("localhost:4180")') }, local)).toEqual([]);
  });

  it('accepts only the optional hosts of a configurable build', () => {
    const configurable = unitConfig({ domain: '', tenant: '', clientId: '', configurable: 'https' });
    expect(summary(manifest({}, configurable), configurable)).toEqual([]);
    expect(summary(manifest({}), configurable)).not.toEqual([]);
  });
});

describe('the allowlist', () => {
  const change = script('eval(a)');
  const allowance: Allowance = { rule: 'code-from-text', file: 'popup.js', found: 'eval', reason: 'a test' };

  it('allows its entries, each in its file only', () => {
    expect(summary(change, config, [allowance])).toEqual([]);
    expect(summary(change, config, [{ ...allowance, file: 'lock.js' }])).toHaveLength(2);
  });

  it('has no entry that no longer occurs', () => {
    expect(summary(change, config, [allowance, { ...allowance, found: 'Function' }])).toEqual([
      'stale-allowance popup.js: Function',
    ]);
  });
});

it('formatViolation returns file, position, rule and the text around it on one line', () => {
  const [violation] = violations(script('eval(a)\ngo()'));
  expect(violation && formatViolation(violation)).toBe(
    'popup.js:2:1 code-from-text: "eval" evaluates a string as code: … x.default.storage.local.get(); eval(a) go() …',
  );
});
