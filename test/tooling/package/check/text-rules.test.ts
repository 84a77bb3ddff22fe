import { describe, expect, it } from 'vitest';
import {
  addressBreaches,
  developmentHostBreaches,
  scriptNameBreaches,
  sourceMapBreaches,
} from '../../../../src/tooling/package/check/text-rules.ts';

const refused = (text: string, file = 'a.js') =>
  addressBreaches(file, text).map(({ rule, found }) => `${rule}: ${found}`);

describe('an address', () => {
  it.each([
    ['"https://a.example/b"', 'address: https://a.example/b'],
    [`fetch(\`http://a.example/\${b}\`)`, `address: http://a.example/\${b}`],
    ['"//a.example/logo.png"', 'address: //a.example/logo.png'],
    ['new WebSocket("wss://a.example")', 'address: wss://a.example'],
    ['"https://127.0.0.1:80/"', 'address: https://127.0.0.1:80/'],
    ['"a.example.com"', 'address: a.example.com'],
    ["'.example.org'", 'address: .example.org'],
    ['`cdn.example.net/path`', 'address: cdn.example.net/path'],
  ])('is found in %s', (text, found) => {
    expect(refused(text)).toEqual([found]);
  });

  it.each([
    ['"https://a.example/b.js"', 'remote-script: https://a.example/b.js'],
    ['"https://a.example/b.mjs?v=1"', 'remote-script: https://a.example/b.mjs?v=1'],
    ['"//a.example/recaptcha/api"', 'remote-script: //a.example/recaptcha/api'],
  ])('of a script is a breach of its own in %s', (text, found) => {
    expect(refused(text)).toEqual([found]);
  });

  it.each([
    '"http://www.w3.org/2000/svg"',
    'a.b.com; x = "lock.js"',
    '"The file example.com is not a host here"',
    '"./a/b.c"',
    '1 //2',
  ])('is not found in %s', (text) => {
    expect(refused(text)).toEqual([]);
  });

  it('in a text for people is one only with its scheme', () => {
    expect(refused('{"hint": "yours@example.com", "host": "example.com"}', 'languages/de.json')).toEqual([]);
    expect(refused('{"link": "https://example.com"}', 'languages/de.json')).toEqual([
      'address: https://example.com',
    ]);
  });
});

describe("a script's name", () => {
  const found = (text: string) =>
    scriptNameBreaches('a.js', text, (name) => name === './lock.js').map((breach) => breach.found);

  it('is found where the package has no such file', () => {
    expect(found('load(base + "captcha/api.js"); x = `vendor.mjs?v=2`')).toEqual([
      'captcha/api.js',
      'vendor.mjs',
    ]);
  });

  it('is not found where the package has it', () => {
    expect(found('import("./lock.js")')).toEqual([]);
  });
});

describe('a host of development', () => {
  it.each(['"http://localhost:4180"', '127.0.0.1', 'http://[::1]:80', '"0.0.0.0"'])(
    'is found in %s',
    (text) => {
      expect(developmentHostBreaches('a.js', text)).toHaveLength(1);
    },
  );

  it('is not found in another word', () => {
    expect(developmentHostBreaches('a.js', 'localhosts 1127.0.0.1 isLocalhost()')).toEqual([]);
  });
});

describe('a source map', () => {
  it.each([
    ['a.js', 'go();\n//# sourceMappingURL=a.js.map'],
    ['a.css', 'a{}/*# sourceMappingURL=data:application/json,{} */'],
    ['a.js.map', '{}'],
  ])('is found in %s', (file, text) => {
    expect(sourceMapBreaches(file, text)).toHaveLength(1);
  });
});
