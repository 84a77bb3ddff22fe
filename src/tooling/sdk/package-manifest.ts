/** What of the project's own `package.json` decides on the package. */
export interface ProjectManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** The modules of `src/sdk/` by the subpath that they are imported by. */
  readonly exports: Readonly<Record<string, string>>;
}

/** Returns the modules of the entries by their names: `index` for `.`, `popup` for `./popup`. */
export function sdkEntries({ exports }: ProjectManifest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(exports).map(([subpath, module]) => [nameOf(subpath), module.replace('./', '')]),
  );
}

/** Returns the `package.json` of the package. */
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

/** Returns where the declarations of a module of `src/sdk/` are in the package. */
function typesOf(module: string): string {
  return `./types/${module.replace(/^src\/sdk\//, '').replace(/\.tsx?$/, '.d.ts')}`;
}
