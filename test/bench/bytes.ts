import type { Metafile } from 'esbuild';

/** Bytes of one package in one script, as they lie in the built file. */
export interface PackageBytes {
  readonly script: string;
  readonly package: string;
  readonly bytes: number;
}

/** What each script of a build is made of, by npm package, the largest first; the project's own code is `latchkey`. */
export function bytesByPackage(metafiles: readonly Metafile[]): PackageBytes[] {
  const outputs = metafiles.flatMap((metafile) => Object.entries(metafile.outputs));
  return outputs.flatMap(([file, { inputs }]) => {
    const sums = new Map<string, number>();
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(input);
      sums.set(name, (sums.get(name) ?? 0) + bytesInOutput);
    }
    const script = file.replace(/-\w+\.js$/, '-HASH.js');
    return [...sums]
      .map(([name, bytes]) => ({ script, package: name, bytes }))
      .sort((a, b) => b.bytes - a.bytes);
  });
}

/** `react-dom` for `../node_modules/react-dom/cjs/react-dom.js`, `@nolyfill/side-channel` with its scope. */
function packageOf(input: string): string {
  const inside = input.split('node_modules/').at(-1) ?? '';
  if (inside === input) return 'latchkey';
  return inside
    .split('/')
    .slice(0, inside.startsWith('@') ? 2 : 1)
    .join('/');
}
