/** What is wrong with the commands that documents tell people to type. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnvironment } from '../../src/tooling/build/environment.ts';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { type Block, blocksOf, type Document, inlineCodeOf } from './documents.ts';

/** The commands of a document: the lines of its shell blocks, and what in its code begins as one. */
export function commandsOf(document: Document): string[] {
  const blocks = blocksOf(document).filter(({ language }) => ['sh', 'bash', 'shell'].includes(language));
  const inline = inlineCodeOf(document).filter((code) => /^(?:AUTH0_\w+=\S* +)*(?:npm|npx) /.test(code));
  return [...blocks.flatMap(linesOf), ...inline].flatMap((line) => line.split('&&')).map((one) => one.trim());
}

function linesOf({ text }: Block): string[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n');
  return lines.map((line) => line.replace(/(?:^|\s)#.*$/, '').trim()).filter((line) => line !== '');
}

/** Why a command would not do what it says, or `null`. Nothing is run. */
export function problemOf(command: string): string | null {
  const words = command.split(/\s+/);
  const start = words.findIndex((word) => !/^\w+=/.test(word));
  const [program = '', ...args] = words.slice(start);
  return variablesProblem(words.slice(0, start)) ?? programProblem(program, args);
}

/** What the build would say of the variables before a command. */
function variablesProblem(assignments: readonly string[]): string | null {
  const needed = { AUTH0_DOMAIN: 'tenant.example', AUTH0_CLIENT_ID: 'client' };
  const given = Object.fromEntries(assignments.map((assignment) => assignment.split('=', 2)));
  try {
    parseEnvironment({ ...needed, ...given });
    return null;
  } catch (error) {
    return String(error);
  }
}

function programProblem(program: string, args: readonly string[]): string | null {
  switch (program) {
    case 'npm':
      return npmProblem(args);
    case 'npx':
      return npxProblem(args);
    default:
      return `"${program}" is a program that this test knows nothing of`;
  }
}

function npmProblem(args: readonly string[]): string | null {
  const [action = '', ...rest] = args.filter((arg) => arg !== '--silent');
  if (['install', 'ci'].includes(action))
    return rest.length === 0 ? null : `npm ${action} takes no ${rest[0]}`;
  const [name = '', ...others] = ['start', 'test'].includes(action) ? [action, ...rest] : rest;
  if (action !== name && action !== 'run') return `npm has no action ${action}`;
  const script = scripts()[name];
  if (script === undefined) return `package.json has no script ${name}`;
  if (others.length === 0) return null;
  return others[0] === '--' ? argumentsProblem(script, others.slice(1)) : `${others[0]} needs -- before it`;
}

function scripts(): Readonly<Record<string, string | undefined>> {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).scripts;
}

/** Arguments that the modules behind a script do not read: options of `parseArgs`, and words that they compare. */
function argumentsProblem(script: string, args: readonly string[]): string | null {
  const entry = /[\w./-]+\.(?:ts|mjs)\b/.exec(script)?.[0] ?? '';
  const source = [...modulesBehind(path.join(ROOT, entry))]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const typeOf = (name: string) =>
    new RegExp(`['"]?\\b${name}['"]?: \\{[^}]*?type: '(string|boolean)'`).exec(source)?.[1];
  let isValue = false;
  for (const arg of args) {
    const [, name, value] = /^--([\w-]+)(=.*)?$/.exec(arg) ?? [];
    if (name !== undefined) {
      const type = typeOf(name);
      if (type === undefined) return `${entry} has no option --${name}`;
      isValue = type === 'string' && value === undefined;
    } else if (isValue) isValue = false;
    else if (!source.includes(`'${arg}'`)) return `${entry} knows no "${arg}"`;
  }
  return null;
}

/** A module of the project, and those that it imports from the project, however far. */
function modulesBehind(file: string, found: Set<string> = new Set()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']*)'/g);
  for (const [, name = ''] of imports) modulesBehind(path.resolve(path.dirname(file), name), found);
  return found;
}

function npxProblem([tool = '', ...args]: readonly string[]): string | null {
  if (!existsSync(path.join(ROOT, 'node_modules/.bin', tool))) return `${tool} is not installed`;
  if (tool === 'vitest') return vitestProblem(args);
  const known: Readonly<Record<string, readonly string[]>> = { biome: ['check', '--write'] };
  const unknown = args.find((arg) => known[tool]?.includes(arg) !== true);
  return unknown === undefined ? null : `this test does not know ${unknown} of ${tool}`;
}

/** The folder whose configuration of Vitest runs a test file. */
function folderOf(file: string): string {
  return /^test\/(?:e2e|extended)\//.exec(file)?.[0] ?? 'test/';
}

/** A run that would find no configuration, or no test. */
function vitestProblem(args: readonly string[]): string | null {
  const [action, option, config = '', ...filters] = args;
  if (action !== 'run' || option !== '--config') return 'vitest is run with --config';
  const folder = /^test\/(?:(?:e2e|extended)\/)?(?=vitest\.config\.ts$)/.exec(config)?.[0];
  if (folder === undefined) return `${config} is no configuration`;
  const files = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && folderOf(file) === folder);
  const empty = filters.find((filter) => !files.some((file) => file.includes(filter)));
  return empty === undefined ? null : `no test is in ${empty}`;
}
