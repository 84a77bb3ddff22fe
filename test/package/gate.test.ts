import { describe, expect, it } from 'vitest';
import { ALLOWANCES, type Allowance } from '../../src/tooling/package/check/allowances.ts';
import type { Attribute } from '../../src/tooling/package/check/attribution.ts';
import { describeFinding, RULES } from '../../src/tooling/package/check/finding.ts';
import { inspectPackage } from '../../src/tooling/package/check/gate.ts';
import { lintFindings } from '../../src/tooling/package/check/lint.ts';
import { unitConfig } from '../support/unit-config.ts';
import { gateFindings } from './gate-findings.ts';

describe('the packages for embedded sign-in', () => {
  it('pass the gate, as the stores get them', async () => {
    expect(await gateFindings('embedded')).toEqual([]);
  });
});

it('every allowance says why', () => {
  for (const { because } of ALLOWANCES) expect(because.length).toBeGreaterThan(15);
});

const TENANT = 'https://tenant.example';
const config = { ...unitConfig(), domain: 'tenant.example', tenant: TENANT, apiOrigins: [] };

const MANIFEST = {
  action: { default_popup: 'popup.html' },
  permissions: ['storage'],
  host_permissions: [`${TENANT}/*`],
  content_security_policy: {
    extension_pages: `default-src 'none'; script-src 'self'; connect-src ${TENANT}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`,
  },
};

/** A package that is as small as can be and has nothing wrong with it. */
const GOOD: Readonly<Record<string, string>> = {
  'manifest.json': JSON.stringify(MANIFEST),
  'popup.html': '<script type="module" src="popup.js"></script>',
  'popup.js': 'x.default.storage.local.get();\ngo();',
};

const manifestWith = (change: object) => ({ 'manifest.json': JSON.stringify({ ...MANIFEST, ...change }) });
const popupWith = (code: string) => ({ 'popup.js': `${GOOD['popup.js']}\n${code}` });

function inspect(
  change: Readonly<Record<string, string>>,
  allowances: readonly Allowance[] = [],
  about = config,
) {
  const files = new Map(
    Object.entries({ ...GOOD, ...change }).map(([name, text]) => [name, new TextEncoder().encode(text)]),
  );
  const attribute: Attribute = (file, line) => `module of ${file}, line ${line}`;
  return inspectPackage({ browser: 'chromium', files, config: about, attribute }, allowances);
}

/** How a finding in the manifest of a changed package begins, which is one line. */
const inManifest = (change: Record<string, string>, text: string, rest: string) =>
  `manifest.json:1:${(change['manifest.json']?.indexOf(text) ?? -1) + 1} (module of manifest.json, line 0) ${rest}`;

const UNUSED = manifestWith({ permissions: ['storage', 'alarms'] });
const TOO_MANY = manifestWith({ host_permissions: [`${TENANT}/*`, '<all_urls>'] });
const WITH_KEY = manifestWith({ key: 'MIIB' });

/** For each rule a package that breaks it and no other, and how the finding begins. */
const BAD: Readonly<Record<string, [change: Readonly<Record<string, string>>, finding: string]>> = {
  'code-from-text': [
    popupWith('eval(a)'),
    'popup.js:3:1 (module of popup.js, line 2) code-from-text: “eval”',
  ],
  'script-loading': [
    popupWith('a(document.createElement("script"))'),
    'popup.js:3:3 (module of popup.js, line 2) script-loading: “<script>”',
  ],
  'remote-script': [
    popupWith('a("https://cdn.example/b.js")'),
    'popup.js:3:4 (module of popup.js, line 2) remote-script: “https://cdn.example/b.js”',
  ],
  address: [
    popupWith('fetch("https://other.example/")'),
    'popup.js:3:8 (module of popup.js, line 2) address: “https://other.example/”',
  ],
  'development-host': [
    popupWith('fetch("http://localhost:4180")'),
    'popup.js:3:15 (module of popup.js, line 2) development-host: “localhost”',
  ],
  'browser-object': [
    popupWith('const b = chrome'),
    'popup.js:3:11 (module of popup.js, line 2) browser-object: “chrome”',
  ],
  'permission-missing': [
    popupWith('x.default.cookies.getAll({})'),
    'popup.js:3:1 (module of popup.js, line 2) permission-missing: “cookies”',
  ],
  'permission-unused': [UNUSED, inManifest(UNUSED, '"alarms"', 'permission-unused: “alarms”')],
  'host-permission': [TOO_MANY, inManifest(TOO_MANY, '<all_urls>', 'host-permission: “<all_urls>”')],
  policy: [
    manifestWith({
      content_security_policy: {
        extension_pages: MANIFEST.content_security_policy.extension_pages.replace(
          "'self'",
          "'self' 'unsafe-eval'",
        ),
      },
    }),
    "manifest.json:1:1 (module of manifest.json, line 0) policy: “script-src 'unsafe-eval'”",
  ],
  'store-field': [WITH_KEY, inManifest(WITH_KEY, 'key', 'store-field: “key”')],
  'missing-file': [
    { 'popup.html': `${GOOD['popup.html']}\n<img alt="" src="logo.svg">` },
    'popup.html:2:1 (module of popup.html, line 1) missing-file: “logo.svg”',
  ],
  'unreferenced-file': [
    { 'old.js': 'go()' },
    'old.js (module of old.js, line 0) unreferenced-file: “old.js” is a file that nothing refers to',
  ],
  'source-map': [
    popupWith('//# sourceMappingURL=popup.js.map'),
    'popup.js:3:3 (module of popup.js, line 2) source-map: “# sourceMappingURL=”',
  ],
};

describe('the gate', () => {
  it('lets a package pass that has nothing wrong with it', () => {
    expect(inspect({})).toEqual([]);
  });

  it.each(Object.entries(BAD))(
    'finds %s, where it is and from which module, and nothing else',
    (rule, [change, begins]) => {
      const findings = inspect(change);
      expect(findings.map((finding) => finding.rule)).toEqual([rule]);
      expect(findings.map(describeFinding)[0]?.slice(0, begins.length)).toBe(begins);
    },
  );

  it('has a bad package for each of its rules; those of lint and of stale allowances follow', () => {
    expect([...Object.keys(BAD), 'lint', 'stale-allowance'].sort()).toEqual(Object.keys(RULES).sort());
  });

  it('finds what the linter says beyond the list', () => {
    const warnings = [{ code: 'UNSAFE', file: 'popup.js', line: 1, column: 0 }];
    const findings = lintFindings({ errors: [], notices: [], warnings }, () => 'popup', []);
    expect(findings.map(describeFinding)).toEqual([
      expect.stringMatching(/^popup\.js:1:1 \(popup\) lint: “UNSAFE”/),
    ]);
  });

  it('leaves hosts of development alone in a package for a tenant on this computer', () => {
    const tenant = 'http://localhost:4180';
    const change = { 'manifest.json': GOOD['manifest.json']?.replaceAll(TENANT, tenant) ?? '' };
    expect(inspect(change, [], { ...config, tenant })).toEqual([]);
  });

  it("knows the tenant's address in the configuration, and there alone", () => {
    const code = `fetch("${TENANT}");`;
    const files = new Map(
      Object.entries({ ...GOOD, ...popupWith(code) }).map(([name, text]) => [
        name,
        new TextEncoder().encode(text),
      ]),
    );
    const rules = (module: string) =>
      inspectPackage({ browser: 'chromium', files, config, attribute: () => module }, []).map(
        ({ rule }) => rule,
      );
    expect(rules('src/extension/config.ts')).toEqual([]);
    expect(rules('some-library')).toEqual(['address']);
  });
});

describe('an allowance', () => {
  const change = popupWith('eval(a)');
  const allowance: Allowance = {
    rule: 'code-from-text',
    module: 'module of popup.js, line 2',
    found: ['eval'],
    because: 'a test',
  };

  it('lets what it names pass', () => {
    expect(inspect(change, [allowance])).toEqual([]);
  });

  it('of which a part occurs no longer is found, by that part', () => {
    const findings = inspect(change, [{ ...allowance, found: ['eval', 'Function'] }]);
    expect(findings.map(describeFinding)).toEqual([
      'the allowance for code-from-text (module of popup.js, line 2) stale-allowance: “Function” is allowed, but occurs no longer: take it off the list',
    ]);
  });
});
