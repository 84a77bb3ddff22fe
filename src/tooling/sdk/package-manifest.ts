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
export function packageManifest(project: ProjectManifest, entries: Readonly<Record<string, string>>): object {
  const { name, version, description, license, exports } = project;
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    bin: { latchkey: 'bin/latchkey.js' },
    exports: {
      ...Object.fromEntries(
        Object.keys(exports).map((subpath) => {
          const entry = nameOf(subpath);
          return [subpath, { types: typesOf(entries[entry] ?? ''), default: `./${entry}.js` }];
        }),
      ),
      './package.json': './package.json',
    },
    sideEffects: false,
    peerDependencies: { lockr: '>=0.8', react: '>=18' },
    peerDependenciesMeta: { lockr: { optional: true }, react: { optional: true } },
    engines: { node: '>=20.19' },
  };
}

function nameOf(subpath: string): string {
  return subpath === '.' ? 'index' : subpath.replace('./', '');
}

/** Returns the path in the package of the declarations of a module of `src/sdk/`. */
function typesOf(module: string): string {
  return `./types/${module.replace(/^src\/sdk\//, '').replace(/\.tsx?$/, '.d.ts')}`;
}
