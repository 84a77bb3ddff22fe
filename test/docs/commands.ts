/** Checks the commands that documents tell readers to type. Runs none of them. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseEnvironment, VARIABLES } from '../../src/tooling/build/environment.ts';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { asOption } from '../../src/tooling/setup/options.ts';
import { type Block, blocksOf, type Document, inlineCodeOf, read } from './documents.ts';

/** Returns the commands of a document: the lines of its shell blocks, and inline code that begins as a command. */
export function commandsOf(document: Document): string[] {
  const blocks = blocksOf(document).filter(({ language }) => ['sh', 'bash', 'shell'].includes(language));
  const inline = inlineCodeOf(document).filter((code) => /^(?:AUTH0_\w+=\S* +)*(?:npm|npx) /.test(code));
  return [...blocks.flatMap(linesOf), ...inline].flatMap((line) => line.split('&&')).map((one) => one.trim());
}

function linesOf({ text }: Block): string[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n');
  return lines.map((line) => line.replace(/(?:^|\s)#.*$/, '').trim()).filter((line) => line !== '');
}

/** Returns why a command would fail, or `null`. */
export function problemOf(command: string): string | null {
  const words = command.split(/\s+/);
  const start = words.findIndex((word) => !/^\w+=/.test(word));
  const [program = '', ...args] = words.slice(start);
  const problem = variablesProblem(words.slice(0, start));
  if (problem !== null) return problem;
  if (program === 'npm') return npmProblem(args);
  if (program === 'npx') return npxProblem(args);
  return `"${program}" is an unknown program`;
}

/** Returns the error that a build reports for the variables before a command. */
function variablesProblem(assignments: readonly string[]): string | null {
  const required = { AUTH0_DOMAIN: 'tenant.example', AUTH0_CLIENT_ID: 'client' };
  const given = Object.fromEntries(assignments.map((assignment) => assignment.split('=', 2)));
  try {
    parseEnvironment({ ...required, ...given });
    return null;
  } catch (error) {
    return String(error);
  }
}

function npmProblem(args: readonly string[]): string | null {
  const [action = '', ...rest] = args.filter((arg) => arg !== '--silent');
  if (['install', 'ci'].includes(action)) return null;
  const [name = '', separator, ...options] = ['start', 'test'].includes(action) ? [action, ...rest] : rest;
  if (action !== name && action !== 'run') return `npm has no action ${action}`;
  const { scripts } = JSON.parse(read('package.json'));
  if (!(name in scripts)) return `package.json has no script ${name}`;
  if (separator !== undefined && separator !== '--') return `${separator} needs -- before it`;
  const unknown = options.find((option) => option.startsWith('--') && !isOption(option));
  return unknown === undefined ? null : `no script reads ${unknown}`;
}

/** Returns whether some script declares the option for `parseArgs`. */
function isOption(option: string): boolean {
  const name = /^--([\w-]+)/.exec(option)?.[1] ?? '';
  if (VARIABLES.some((variable) => asOption(variable, '')[0] === `--${name}`)) return true;
  const declaration = new RegExp(`\\b${name}['"]?: \\{[^}]*?type: '(?:string|boolean)'`);
  return ['src', 'test'].some((folder) => filesIn(folder).some((file) => declaration.test(read(file))));
}

function filesIn(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function npxProblem([tool = '', ...args]: readonly string[]): string | null {
  if (tool === 'latchkey') return sdkProblem(args);
  if (!existsSync(path.join(ROOT, 'node_modules/.bin', tool))) return `${tool} is not installed`;
  return tool === 'vitest' ? vitestProblem(args) : null;
}

/** Returns why the command of the packed SDK would fail. */
function sdkProblem([command = '']: readonly string[]): string | null {
  return ['setup', 'doctor'].includes(command) ? null : `latchkey has no command ${command}`;
}

/** Returns why a run would find no configuration or no test. */
function vitestProblem([action, option, config = '', ...filters]: readonly string[]): string | null {
  if (action !== 'run' || option !== '--config') return 'vitest needs "run --config"';
  if (!existsSync(path.join(ROOT, config))) return `${config} is missing`;
  const tests = filesIn(path.dirname(config)).filter((file) => file.endsWith('.test.ts'));
  const empty = filters.find(
    (filter) => !filter.startsWith('-') && !tests.some((file) => file.includes(filter)),
  );
  return empty === undefined ? null : `no test matches ${empty}`;
}
