/** The fields of the project's own `package.json` that determine the SDK's. */
export interface ProjectManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** The modules of `src/sdk/`, by the subpath that consumers import. */
  readonly exports: Readonly<Record<string, string>>;
}

/** Returns the module of each entry, by the entry's name: `index` for `.`, `popup` for `./popup`. */
export function sdkEntries({ exports }: ProjectManifest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(exports).map(([subpath, module]) => [nameOf(subpath), module.replace('./', '')]),
  );
}

/** Returns the contents of the SDK's `package.json`. */
export function packageManifest({ name, version, description, license, exports }: ProjectManifest): object {
  const entries = Object.entries(exports).map(([subpath, module]) => {
    const types = module.replace('./src/sdk/', './types/').replace(/\.tsx?$/, '.d.ts');
    return [subpath, { types, default: `./${nameOf(subpath)}.js` }] as const;
  });
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    bin: { latchkey: 'bin/latchkey.js' },
    exports: { ...Object.fromEntries(entries), './package.json': './package.json' },
    sideEffects: false,
    peerDependencies: { lockr: '>=0.8', react: '>=18' },
    peerDependenciesMeta: { lockr: { optional: true }, react: { optional: true } },
    engines: { node: '>=20.19' },
  };
}

function nameOf(subpath: string): string {
  return subpath === '.' ? 'index' : subpath.replace('./', '');
}
