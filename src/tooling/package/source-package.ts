import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { type Environment, VARIABLES } from '../build/environment.ts';
import { LOCK_OVERRIDES, OVERRIDES_FOLDER } from '../build/lock-overrides.ts';
import { type Files, ROOT, readFolder } from '../build/project-files.ts';
import { zipName } from './zip.ts';

/** Files that the build needs besides `src/`, which is included completely. */
const ROOT_FILES = [
  '.npmrc',
  'LICENSE',
  'build.mjs',
  'manifest.json',
  'package-lock.json',
  'package.json',
  'popup.html',
  'tsconfig.json',
];

/** The file that `npm run build-for-amo` reads its variables from. */
const VARIABLES_FILE = 'build-environment.txt';

/** Variables that a configurable build doesn't read. */
const OF_TENANT: readonly string[] = ['AUTH0_DOMAIN', 'AUTH0_CLIENT_ID'];

/** The build that the sources belong to. */
export interface SourceRequest {
  /** Variables of the build. Others in it are left out. */
  readonly environment: Environment;
  readonly isConfigurable: boolean;
  /** The extension's name and version. */
  readonly name: string;
  readonly version: string;
}

/**
 * Returns the files with which Mozilla's reviewers can reproduce the packages byte for byte: the sources, the lockfile, the
 * variables of this build, and instructions. Rejects if a variable's value can't be written to a file.
 */
export async function sourceFiles(request: SourceRequest): Promise<Files> {
  const { environment, isConfigurable } = request;
  const assignments = VARIABLES.filter((name) => !isConfigurable || !OF_TENANT.includes(name))
    .map((name) => [name, environment[name]?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '')
    .sort()
    .map(assignment);
  const read = async (name: string) => [name, await readFile(path.join(ROOT, name))] as const;
  const text = (name: string, lines: string) => [name, new TextEncoder().encode(lines)] as const;
  const { engines } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  const sources = [...(await readFolder(path.join(ROOT, 'src')))]
    // Hidden files of editors and file managers.
    .filter(([name]) => !/(^|\/)\./.test(name))
    .map(([name, bytes]) => [`src/${name}`, bytes] as const);
  return new Map<string, Uint8Array>([
    ...(await Promise.all(ROOT_FILES.map(read))),
    ...sources,
    text('BUILDING.md', building(assignments, request, engines.node.replace(/^>=/, ''))),
    text(VARIABLES_FILE, `${assignments.join('\n')}\n`),
  ]);
}

/** Returns an assignment for a shell and for `node --env-file`. Throws if it would be parsed as another value. */
function assignment([name, value]: readonly [string, string]): string {
  const line = `${name}='${value}'`;
  if (parseEnv(line)[name] === value) return line;
  throw new Error(`The value of ${name} contains a quotation mark, which ${VARIABLES_FILE} can't contain.`);
}

function building(
  assignments: readonly string[],
  { isConfigurable, name, version }: SourceRequest,
  node: string,
): string {
  const flag = isConfigurable ? ' -- --configurable' : '';
  const target = isConfigurable
    ? 'This build is configurable: users choose the Auth0 tenant in the options.'
    : 'A build is for one Auth0 tenant.';
  return `# Building ${name} ${version}

Requires Node ${node} or later and its npm, on any system, for example Node 24 on Ubuntu 24.04. npm installs all other tools,
which are open source, in the versions of \`package-lock.json\`.

\`\`\`sh
npm ci
npm run build-for-amo${flag}
\`\`\`

\`dist/firefox\` then has the files of \`${zipName(name, 'firefox', version)}\`, byte for byte. \`dist/chromium\` has the files of
\`${zipName(name, 'chromium', version)}\`, except for the field \`key\` in \`manifest.json\`, which stores reject.

## Variables

${target} \`build-for-amo\` reads the variables of this build from \`${VARIABLES_FILE}\`. They aren't
secret, because the package contains them too. The same build without that file:

\`\`\`sh
${[...assignments, `npm run build${flag}`].join(' \\\n  ')}
\`\`\`

## Libraries

Libraries come from the npm registry, as they were released. The build changes them in three places:

- \`src/tooling/build/lock-helpers.ts\` bundles one copy of each of Babel's helper functions, which most modules of auth0-lock
  repeat. It stops if two copies differ.
- \`src/tooling/build/extension-polyfill.ts\` replaces webextension-polyfill with the object that it exports in the supported
  browsers: their own \`browser\`.
- \`src/tooling/build/lock-overrides.ts\` replaces these modules completely:

| module | replaced by | because the module |
|---|---|---|
${overrideRows().join('\n')}

\`src/tooling/build/lock-assets.ts\` generates two kinds of files. \`styles.js\` contains the stylesheet that is a string in
\`auth0-lock/lib/core.js\`, and \`src/sdk/lock/lock.css\`. \`dictionary-CODE-HASH.js\` contains a dictionary of \`auth0-lock/lib/i18n\`.
`;
}

/** Returns the rows of a Markdown table: the replaced module, the override, and the reason. */
export function overrideRows(): string[] {
  return LOCK_OVERRIDES.map(
    ({ replaces, by, reason }) =>
      `| \`${replaces}\` | \`${OVERRIDES_FOLDER}/${by}\` | ${reason.replace(/<[^>]+>/g, '`$&`')} |`,
  );
}
