import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { type Environment, VARIABLES } from '../build/environment.ts';
import { LOCK_OVERRIDES } from '../build/lock-overrides.ts';
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
  readonly isConfigurable?: boolean;
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
  const assignments = VARIABLES.filter((name) => isConfigurable !== true || !OF_TENANT.includes(name))
    .map((name) => [name, environment[name]?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '')
    .sort()
    .map(assignment);
  const { engines }: { engines: { node: string } } = JSON.parse(
    await readFile(path.join(ROOT, 'package.json'), 'utf8'),
  );
  const texts = new Map([
    ['BUILDING.md', building(assignments, request, engines.node.replace(/^>=/, ''))],
    [VARIABLES_FILE, `${assignments.join('\n')}\n`],
  ]);
  const files = ROOT_FILES.map(async (name) => [name, await readFile(path.join(ROOT, name))] as const);
  const sources = [...(await readFolder(path.join(ROOT, 'src')))]
    // Hidden files of editors and file managers.
    .filter(([name]) => !/(^|\/)\./.test(name))
    .map(([name, bytes]) => [`src/${name}`, bytes] as const);
  const made = [...texts].map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  return new Map<string, Uint8Array>([...(await Promise.all(files)), ...sources, ...made]);
}

/** Returns an assignment for a shell and for `node --env-file`. Throws if it would be parsed as another value. */
function assignment([name, value]: readonly [string, string]): string {
  const line = `${name}='${value}'`;
  if (parseEnv(line)[name] === value) return line;
  throw new Error(`${name} has a quotation mark in it, which ${VARIABLES_FILE} cannot hold.`);
}

function building(
  assignments: readonly string[],
  { isConfigurable, name, version }: SourceRequest,
  node: string,
): string {
  const flag = isConfigurable === true ? ' -- --configurable' : '';
  const about =
    isConfigurable === true
      ? 'This build is configurable: users choose the Auth0 tenant in the options.'
      : 'A build is for one Auth0 tenant.';
  return `# Building ${name} ${version}

Any system on which Node ${node} or later runs, with the npm that comes with it; Ubuntu 24.04 with Node 24 is one. Nothing
else is needed: every tool is open source, and npm gets it from its registry in the version of \`package-lock.json\`.

\`\`\`sh
npm ci
npm run build-for-amo${flag}
\`\`\`

\`dist/firefox\` then holds the files of \`${zipName(name, 'firefox', version)}\`, byte for byte; \`dist/chromium\` those of
\`${zipName(name, 'chromium', version)}\`, whose \`manifest.json\` lacks the field \`key\`, for stores refuse it.

## Variables

${about} \`build-for-amo\` has this build's variables from \`${VARIABLES_FILE}\`; they are no secrets, and
are in the package too. The same by hand:

\`\`\`sh
${[...assignments, `npm run build${flag}`].join(' \\\n  ')}
\`\`\`

## Libraries

They come from the npm registry as they were released. Babel wrote the same helper functions into most modules of auth0-lock:
\`src/tooling/build/lock-helpers.ts\` bundles one copy of each, and stops if two differ. \`src/tooling/build/extension-polyfill.ts\`
leaves out webextension-polyfill's table of callback methods, which these browsers don't need. Some modules are left out of the
bundle, whole, and a module of \`src/\` or of another package takes the place:

| module | in its place | because the module |
|---|---|---|
${overrideRows().join('\n')}

\`src/tooling/build/lock-overrides.ts\` does it. \`src/tooling/build/lock-assets.ts\` makes \`styles.js\` of the stylesheet that is a string
in \`auth0-lock/lib/core.js\`, followed by \`src/sdk/lock/lock.css\`, and \`dictionary-CODE-HASH.js\` of the dictionaries of \`auth0-lock/lib/i18n\`.
`;
}

/** Returns the rows of a Markdown table: the replaced module, the override, and the reason. */
export function overrideRows(): string[] {
  return LOCK_OVERRIDES.map(({ replaces, by, reason }) => {
    const why = reason.replace(/<[^>]+>/g, '`$&`');
    return `| \`${moduleOf(replaces)}\` | \`${by}\` | ${why} |`;
  });
}

/** Returns the path that a pattern of `LOCK_OVERRIDES` matches. */
function moduleOf({ source }: RegExp): string {
  return source
    .replace(/\(([^)]*)\)\?/g, '')
    .replace(/\$$/, '')
    .replaceAll('\\', '');
}
