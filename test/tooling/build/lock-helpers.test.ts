import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { shareLockHelpers } from '../../../src/tooling/build/lock-helpers.ts';
import { temporaryDir } from '../../support/profile.ts';

const KIND = 'function _kind(o) { return "helper" in o ? "shared" : _other(o); }';
const OTHER = 'function _other(o) { return (_other = function (p) { return p.name; })(o); }';

/** Bundles a Lock of these modules, from the first of them. Returns the script. */
async function bundle(modules: Readonly<Record<string, string>>): Promise<string> {
  const library = path.join(await temporaryDir('lock-helpers'), 'node_modules/auth0-lock/lib');
  await mkdir(path.join(library, 'ui'), { recursive: true });
  for (const [name, text] of Object.entries(modules)) await writeFile(path.join(library, name), text);
  const { outputFiles } = await build({
    entryPoints: [path.join(library, Object.keys(modules)[0] ?? '')],
    bundle: true,
    format: 'esm',
    logLevel: 'silent',
    plugins: [shareLockHelpers(library)],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

describe('shareLockHelpers', () => {
  it('bundles one copy of each helper function, and no unused one', async () => {
    const script = await bundle({
      'lock.js': `"use strict";\n${KIND}\n${OTHER}\nvar form = require("./ui/form.js");\nexports.kinds = [_kind({ name: "a" }), form.kind];`,
      'ui/form.js': `"use strict";\n${OTHER} /* of the form */\n${KIND} // a comment\nexports.kind = _kind({ helper: 1 });`,
      'unused.js': 'function _unused(o) { return o; }\n',
    });
    expect(script.match(/function _[a-z]\w+/g)).toEqual(['function _kind', 'function _other']);
    const { default: lock } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
    expect(lock.kinds).toEqual(['a', 'shared']);
  });

  it('fails the build if two copies differ', async () => {
    const modules = {
      'lock.js': `${KIND}\nexports.kind = _kind;`,
      'form.js': 'function _kind(o) { return o; }\n',
    };
    await expect(bundle(modules)).rejects.toThrow(/Two copies of _kind in auth0-lock differ/);
  });

  it('keeps functions of another form', async () => {
    const script = await bundle({
      'lock.js': 'function _long(o) {\n  return o;\n}\nexports.long = _long(1);\n',
    });
    expect(script).toContain('function _long(o) {');
  });
});
