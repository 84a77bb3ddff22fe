import type { Metafile } from 'esbuild';
import { expect, it } from 'vitest';
import { bytesByPackage } from './bytes.ts';

/** esbuild's account of one script, by what each module has in it. */
function scriptOf(inputs: Record<string, number>): Metafile {
  const entries = Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }]);
  const output = { bytes: 0, imports: [], exports: [], inputs: Object.fromEntries(entries) };
  return { inputs: {}, outputs: { 'shared-ABC123.js': output } };
}

it('the bytes of a script are counted by package, the largest first, our own code among them', () => {
  const metafile = scriptOf({
    'src/popup.ts': 1,
    'src/config.ts': 2,
    '../elsewhere/node_modules/react-dom/index.js': 10,
    'node_modules/auth0-lock/node_modules/react-dom/client.js': 20,
    'node_modules/@nolyfill/side-channel/index.js': 5,
  });
  expect(bytesByPackage([metafile])).toEqual([
    { script: 'shared-HASH.js', package: 'react-dom', bytes: 30 },
    { script: 'shared-HASH.js', package: '@nolyfill/side-channel', bytes: 5 },
    { script: 'shared-HASH.js', package: 'latchkey', bytes: 3 },
  ]);
});
