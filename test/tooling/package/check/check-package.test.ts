import { describe, expect, it } from 'vitest';
import type { Allowance } from '../../../../src/tooling/package/check/allowlist.ts';
import { checkPackage } from '../../../../src/tooling/package/check/check-package.ts';
import { formatViolation, RULES } from '../../../../src/tooling/package/check/violation.ts';
import { unitConfig } from '../../../support/unit/config.ts';

const TENANT = 'https://tenant.example';
const API = 'https://api.example:8443';
const config = unitConfig({ domain: 'tenant.example', tenant: TENANT, apiOrigins: [API] });
const configurable = unitConfig({
  domain: '',
  tenant: '',
  clientId: '',
  apiOrigins: [API],
  configurable: 'https',
});

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; " +
  `connect-src 'self' ${TENANT} ${API}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`;

const MANIFEST = {
  action: { default_popup: 'popup.html' },
  permissions: ['storage'],
  host_permissions: [`${TENANT}/*`, `${API}/*`],
  content_security_policy: { extension_pages: POLICY },
};

type Change = Readonly<Record<string, string>>;

/** The smallest package without a violation. */
const GOOD: Change = {
  'manifest.json': JSON.stringify(MANIFEST),
  'popup.html': '<script type="module" src="popup.js"></script>',
  'popup.js': 'x.default.storage.local.get();',
  'licenses.txt': 'See https://opensource.org',
};

const manifest = (change: object): Change => ({
  'manifest.json': JSON.stringify({ ...MANIFEST, ...change }),
});
const policy = (from: string, to: string): Change =>
  manifest({ content_security_policy: { extension_pages: POLICY.replace(from, to) } });
const script = (code: string): Change => ({ 'popup.js': `${GOOD['popup.js']}\n${code}` });
const page = (html: string): Change => ({ 'popup.html': `${GOOD['popup.html']}\n${html}` });
const style = (css: string): Change => ({
  ...page('<link rel="stylesheet" href="popup.css">'),
  'popup.css': css,
});

const violations = (change: Change, about = config, allowlist: readonly Allowance[] = []) => {
  const { [MISSING]: missing, ...files } = { ...GOOD, ...change };
  const bytes = Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  const present = new Map(bytes.filter(([name]) => name !== missing));
  return checkPackage({ browser: 'chromium', files: present, config: about }, allowlist);
};

/** The key under which a change names a file that it removes. */
const MISSING = '(missing)';
const without = (name: string): Change => ({ [MISSING]: name });

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
  'permission-missing': [
    ['x.default.cookies.getAll({})', 'cookies'],
    ['chrome.downloads.download({})', 'downloads'],
    ['y.topSites?.get()', 'topSites'],
    ['x.default["history"].search({})', 'history'],
    ['x.default.runtime.connectNative("a")', 'nativeMessaging'],
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
  [style('a{background:url(b.png)}'), 'missing-file popup.css: b.png'],
  [script('import("./b.js")'), 'missing-file popup.js: b.js'],
  [
    manifest({ action: { default_popup: 'popup.html', default_icon: 'a.png' } }),
    'missing-file manifest.json: a.png',
  ],
  [without('licenses.txt'), 'missing-file licenses.txt: licenses.txt'],
  [{ 'old.html': '' }, 'unreferenced-file old.html: old.html'],
  [
    { 'data.json': '{}', ...script(`x = \`\${a}.json\`; y = \`data\${b}\``) },
    'unreferenced-file data.json: data.json',
  ],
  [manifest({ key: 'MIIB' }), 'store-field manifest.json: key'],
  [manifest({ update_url: 'a' }), 'store-field manifest.json: update_url'],
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
  ...['<all_urls>', 'https://*/*', 'http://tenant.example/*'].flatMap((pattern) => [
    [
      manifest({ host_permissions: [...MANIFEST.host_permissions, pattern] }),
      `host-permission manifest.json: ${pattern}`,
    ] as const,
    [
      manifest({ optional_host_permissions: [pattern] }),
      `host-permission manifest.json: ${pattern}`,
    ] as const,
  ]),
  [manifest({ host_permissions: [`${API}/*`] }), `host-permission manifest.json: ${TENANT}`],
  [
    policy("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
    "policy manifest.json: script-src 'unsafe-eval'",
  ],
  [policy(`'self' ${TENANT}`, `https: ${TENANT}`), 'policy manifest.json: connect-src https:'],
  [policy("object-src 'none'", "object-src 'self'"), "policy manifest.json: object-src 'self'"],
  [policy("frame-ancestors 'none'", 'frame-ancestors *'), 'policy manifest.json: frame-ancestors *'],
  ...['default-src', 'script-src', 'connect-src', 'frame-ancestors', 'base-uri', 'object-src'].map(
    (name) =>
      [
        policy(new RegExp(`${name} [^;]*`).exec(POLICY)?.[0] ?? '', ''),
        `policy manifest.json: ${name}`,
      ] as const,
  ),
];

const CODE_ROWS = Object.entries(CODE).flatMap(([rule, rows]) =>
  rows.map(([code, found]) => [code, `${rule} popup.js: ${found}`] as const),
);

describe('checkPackage', () => {
  it('finds nothing in a valid package', () => {
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

  it('has a test for each rule', () => {
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
    'x.default.runtime.sendMessage({}); x.default.tabs.create({}); x.default.action.setBadgeText({})',
    `fetch("${TENANT}"); fetch("${API}")`,
  ])('finds nothing in the code %s', (code) => {
    expect(summary(script(code))).toEqual([]);
  });

  it.each([
    '<!-- <script>go()</script> <iframe src="old.html"> --><p title="a > b onclick=">text</p>',
    '<button type="button" class="on">On</button><a href="#top"></a>',
  ])('finds nothing in the page %s', (html) => {
    expect(summary(page(html))).toEqual([]);
  });

  it('finds a file by any reference', () => {
    const files = {
      ...manifest({ background: { scripts: ['background.js'] }, default_locale: 'en' }),
      ...page(`<link href="popup.css?v=1"><img alt="" src='icons/a.svg'>`),
      'popup.css': '@import "base.css"; a{background:url("icons/b.svg")} b{background:url(data:image/png,)}',
      ...script('import{a}from"./shared.js";import("./lock.js");open("help.html")'),
      'lock.js': `fetch(\`languages/\${code}.json\`)`,
      'background.js': `setIcon(\`icons/\${name}-\${size}.png\`)`,
      ...Object.fromEntries(
        [
          ...['icons/a.svg', 'icons/b.svg', 'icons/c-16.png', 'base.css', 'help.html', 'shared.js'],
          ...['languages/de.json', '_locales/en/messages.json'],
        ].map((name) => [name, '']),
      ),
    };
    expect(summary(files)).toEqual([]);
  });

  it('accepts a host permission without the port, which Firefox needs', () => {
    expect(summary(manifest({ host_permissions: [`${TENANT}/*`, 'https://api.example/*'] }))).toEqual([]);
  });

  it('accepts one of two permissions that open the same API', () => {
    const change = manifest({ permissions: ['storage', 'declarativeNetRequestWithHostAccess'] });
    const use = script('x.default.declarativeNetRequest.updateSessionRules({})');
    expect(summary({ ...change, ...use })).toEqual([]);
  });

  it('accepts the pattern that recognizes local tenants', () => {
    expect(summary(script('/^(?:localhost|127\\.0\\.0\\.1):(\\d+)$/.exec(domain)'))).toEqual([]);
  });

  it('accepts hosts of development and http pictures in a package for a tenant on this computer', () => {
    const tenant = 'http://localhost:4180';
    const text = (GOOD['manifest.json'] ?? '').replaceAll(TENANT, tenant).replace('data:', `data: ${tenant}`);
    expect(summary({ 'manifest.json': text }, { ...config, tenant })).toEqual([]);
  });
});

describe('checkPackage for a configurable build', () => {
  const good = {
    host_permissions: [`${API}/*`],
    optional_host_permissions: ['https://*/*'],
    content_security_policy: { extension_pages: POLICY.replace(TENANT, 'https:') },
  };

  it.each([
    [{}, []],
    [{ host_permissions: [`${API}/*`, 'https://*/*'] }, ['host-permission manifest.json: https://*/*']],
    [
      { optional_host_permissions: ['https://*/*', 'http://*/*'] },
      ['host-permission manifest.json: http://*/*'],
    ],
    [{ optional_host_permissions: [] }, ['host-permission manifest.json: https://*/*']],
    [
      { content_security_policy: { extension_pages: `${POLICY.replace(TENANT, 'https: http:')}` } },
      ['policy manifest.json: connect-src http:'],
    ],
  ])('with %o finds %o', (change, expected) => {
    expect(summary(manifest({ ...good, ...change }), configurable)).toEqual(expected);
  });
});

describe('the allowlist', () => {
  const change = script('eval(a)');
  const allowance: Allowance = { rule: 'code-from-text', file: 'popup.js', found: 'eval', reason: 'a test' };

  it('accepts its entries in their file and browser only', () => {
    expect(summary(change, config, [allowance])).toEqual([]);
    expect(summary(change, config, [{ ...allowance, browser: 'firefox' }])).toHaveLength(1);
    expect(summary(change, config, [{ ...allowance, file: 'lock.js' }])).toHaveLength(2);
  });

  it('must not contain unused entries', () => {
    expect(summary(change, config, [allowance, { ...allowance, found: 'Function' }])).toEqual([
      'stale-allowance popup.js: Function',
    ]);
  });
});

describe('formatViolation', () => {
  it('returns file, position, rule and the text around it on one line', () => {
    const [violation] = violations(script('eval(a)\ngo()'));
    expect(violation && formatViolation(violation)).toBe(
      'popup.js:2:1 code-from-text: "eval" evaluates a string as code: … x.default.storage.local.get(); eval(a) go() …',
    );
  });

  it('omits the position for a whole file', () => {
    const [violation] = violations({ 'old.html': '' });
    expect(violation && formatViolation(violation)).toBe(
      'old.html unreferenced-file: "old.html" is a file without a reference to it',
    );
  });
});
