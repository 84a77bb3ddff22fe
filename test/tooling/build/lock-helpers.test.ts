import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shareLockHelpers, splitHelpers } from '../../../src/tooling/build/lock-helpers.ts';

const TYPEOF = 'function _kind(o) { return "helper" in o ? "shared" : _other(o); }';
const OTHER = 'function _other(o) { return (_other = function (p) { return p.name; })(o); }';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'latchkey-unit-'));
});

afterEach(() => rm(root, { recursive: true }));

/** Bundles a Lock of these modules, from the first of them. Returns the script. */
async function bundle(modules: Readonly<Record<string, string>>): Promise<string> {
  const lib = path.join(root, 'node_modules/auth0-lock/lib');
  await mkdir(path.join(lib, 'ui'), { recursive: true });
  for (const [name, text] of Object.entries(modules)) await writeFile(path.join(lib, name), text);
  const { outputFiles } = await build({
    entryPoints: [path.join(lib, Object.keys(modules)[0] ?? '')],
    bundle: true,
    format: 'esm',
    logLevel: 'silent',
    plugins: [shareLockHelpers(root)],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

describe('shareLockHelpers', () => {
  it('bundles one copy of each helper function, and no unused one', async () => {
    const script = await bundle({
      'lock.js': `"use strict";\n${TYPEOF}\n${OTHER}\nvar form = require("./ui/form.js");\nexports.kinds = [_kind({ name: "a" }), form.kind];`,
      'ui/form.js': `"use strict";\n${OTHER} /* of the form */\n${TYPEOF} // a comment\nexports.kind = _kind({ helper: 1 });`,
      'unused.js': 'function _unused(o) { return o; }\n',
    });
    expect(script.match(/function _[a-z]\w+/g)).toEqual(['function _kind', 'function _other']);
    const { default: lock } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
    expect(lock.kinds).toEqual(['a', 'shared']);
  });

  it("stops the build with the function's name if two copies differ", async () => {
    const modules = {
      'lock.js': `${TYPEOF}\nexports.kind = _kind;`,
      'form.js': 'function _kind(o) { return o; }\n',
    };
    await expect(bundle(modules)).rejects.toThrow(/Two copies of _kind in auth0-lock differ/);
  });

  it('leaves a module without helper functions unchanged', async () => {
    const text = 'function show(o) {\n  return _kind(o);\n}\nfunction _long(o) {\n  return o;\n}\n';
    expect(splitHelpers(text)).toEqual({ text, helpers: new Map() });
  });

  it('keeps line numbers', () => {
    expect(splitHelpers(`"use strict";\n${TYPEOF} // why\nvar a;`).text).toBe(
      '"use strict";\n // why\nvar a;',
    );
  });
});
