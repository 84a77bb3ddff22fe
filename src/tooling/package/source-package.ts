import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { LOCK_OVERRIDES } from '../build/lock-overrides.ts';
import { type Files, ROOT, readFolder } from '../build/project-files.ts';
import { zipName } from './zip.ts';

/** What the build reads beside `src/`, which goes along whole. */
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

/** The file that `npm run build-for-amo` has its variables from. */
const VARIABLES_FILE = 'build-environment.txt';

/** Variables of a build by their names, without those that are empty. */
type Variables = Readonly<Record<string, string>>;

/** What a build was made with. */
export interface SourceRequest {
  /** Variables of the build. Those of other things, secrets among them, are left out. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether it is for no tenant. */
  readonly isConfigurable?: boolean;
  /** The extension's name and version. */
  readonly name: string;
  readonly version: string;
}

/**
 * All that Mozilla's reviewers need to build the packages again, byte for byte: the sources, the lock file, the
 * variables of this build and how to go about it. Rejects where a variable's value cannot be written into a file.
 */
export async function sourceFiles({
  environment,
  isConfigurable = false,
  name,
  version,
}: SourceRequest): Promise<Files> {
  const variables = variablesOf(environment, isConfigurable);
  const read = async (name: string): Promise<[string, Uint8Array]> => [
    name,
    await readFile(path.join(ROOT, name)),
  ];
  const sources = [...(await readFolder(path.join(ROOT, 'src')))]
    // What editors and file managers leave behind.
    .filter(([name]) => !/(^|\/)\./.test(name))
    .map(([name, bytes]): [string, Uint8Array] => [`src/${name}`, bytes]);
  const made = Object.entries({
    'BUILDING.md': building(variables, { isConfigurable, name, version, node: await minimumNode() }),
    [VARIABLES_FILE]: variablesText(variables),
  }).map(([name, text]): [string, Uint8Array] => [name, new TextEncoder().encode(text)]);
  return new Map([...(await Promise.all(ROOT_FILES.map(read))), ...sources, ...made]);
}

/** Variables that a build for no tenant does not look at. */
const OF_TENANT: readonly string[] = ['AUTH0_DOMAIN', 'AUTH0_CLIENT_ID'];

/** `parseEnvironment` has seen to it that each variable of this name is one of the build's. */
function variablesOf(environment: SourceRequest['environment'], isConfigurable: boolean): Variables {
  const isRead = (name: string) => name.startsWith('AUTH0_') && !(isConfigurable && OF_TENANT.includes(name));
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const given = value?.trim() ?? '';
      return isRead(name) && given !== '' ? [[name, given]] : [];
    }),
  );
}

/** The variables as `node --env-file` reads them. */
function variablesText(variables: Variables): string {
  const lines = Object.entries(variables)
    .sort()
    .map(([name, value]) => `${name}='${value}'`);
  const text = `${lines.join('\n')}\n`;
  const read = parseEnv(text);
  const lost = Object.keys(variables).find((name) => read[name] !== variables[name]);
  if (lost !== undefined)
    throw new Error(`${lost} has a quotation mark in it, which ${VARIABLES_FILE} cannot hold.`);
  return text;
}

async function minimumNode(): Promise<string> {
  const { engines }: { engines: { node: string } } = JSON.parse(
    await readFile(path.join(ROOT, 'package.json'), 'utf8'),
  );
  return engines.node.replace(/^>=/, '');
}

function building(
  variables: Variables,
  {
    isConfigurable,
    name,
    version,
    node,
  }: { isConfigurable: boolean; name: string; version: string; node: string },
): string {
  const flag = isConfigurable ? ' -- --configurable' : '';
  const about = isConfigurable
    ? 'This build is for no Auth0 tenant: people choose one in the options.'
    : 'A build is for one Auth0 tenant.';
  const assignments = Object.entries(variables)
    .sort()
    .map(([variable, value]) => `${variable}='${value}' \\\n  `);
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
${assignments.join('')}npm run build${flag}
\`\`\`

## Libraries

They come from the npm registry as they were released, and no text of theirs is edited. Some of their modules are left out of
the bundle, whole, and a module of \`src/\` or of another package takes the place:

| module | in its place | because the module |
|---|---|---|
${overrideRows().join('\n')}

\`src/tooling/build/lock-overrides.ts\` does it. \`src/tooling/build/lock-assets.ts\` makes \`styles-HASH.js\` of the stylesheet that is a string
in \`auth0-lock/lib/core.js\`, followed by \`src/sdk/lock/lock.css\`, and \`dictionary-CODE-HASH.js\` of the dictionaries of \`auth0-lock/lib/i18n\`.
`;
}

/** The rows of a table in Markdown: which module is replaced, by which, and why. */
export function overrideRows(): string[] {
  return LOCK_OVERRIDES.map(({ replaces, by, reason }) => {
    const why = reason.replace(/<[^>]+>/g, '`$&`');
    return `| \`${moduleOf(replaces)}\` | \`${by}\` | ${why} |`;
  });
}

/** The file that a pattern of `LOCK_OVERRIDES` is for, as people write it. */
function moduleOf({ source }: RegExp): string {
  return source
    .replace(/\(([^)]*)\)\?/g, '')
    .replace(/\$$/, '')
    .replaceAll('\\', '');
}
