/** Makes the changes of the worked example in a copy of the project. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { type Block, blocksOf, WORKED_EXAMPLE } from './documents.ts';

/** What the worked example says: which files to change and how, and the variables of its build. */
export interface WorkedExample {
  readonly changes: readonly Change[];
  readonly variables: Readonly<Record<string, string>>;
}

/** A new text of a file, or pieces of its text each with what takes its place. */
export type Change =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly hunks: readonly Hunk[] };

/** Lines as they are, and as they shall be. */
export interface Hunk {
  readonly before: string;
  readonly after: string;
}

/** Reads the document. Throws where a block says no change. */
export async function readWorkedExample(): Promise<WorkedExample> {
  const blocks = blocksOf({
    file: WORKED_EXAMPLE,
    text: await readFile(path.join(ROOT, WORKED_EXAMPLE), 'utf8'),
  });
  const of = (wanted: string) => blocks.filter(({ language }) => language === wanted);
  const variables = parseEnv(
    of('dotenv')
      .map(({ text }) => text)
      .join(''),
  );
  return {
    changes: blocks.filter(({ language }) => ['ts', 'diff'].includes(language)).map(changeOf),
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value ?? ''])),
  };
}

function changeOf({ place, language, text }: Block): Change {
  if (language === 'ts') {
    const [, file, body] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(text) ?? [];
    if (file === undefined || body === undefined) throw new Error(`${place} names no file.`);
    return { file, text: body };
  }
  const [, file, body] = /^--- a\/(\S+)\n\+\+\+ b\/\1\n@@\n([\s\S]*)$/.exec(text) ?? [];
  if (file === undefined || body === undefined) throw new Error(`${place} changes no file.`);
  return { file, hunks: body.split(/^@@\n/m).map(hunkOf) };
}

/** Both sides of a hunk: a line that begins with a space is on both. */
function hunkOf(text: string): Hunk {
  const lines = text.split('\n').slice(0, -1);
  const side = (mark: string) =>
    lines
      .filter((line) => line.startsWith(mark) || !/^[+-]/.test(line))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return { before: side('-'), after: side('+') };
}

/** Makes the changes in `folder`. Rejects where what shall be changed is not there, or is there twice. */
export async function applyChanges(folder: string, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    const place = path.join(folder, change.file);
    await mkdir(path.dirname(place), { recursive: true });
    const text =
      'text' in change
        ? change.text
        : change.hunks.reduce(
            (whole, hunk) => applyHunk(whole, hunk, change.file),
            await readFile(place, 'utf8'),
          );
    await writeFile(place, text);
  }
}

/** The text with `after` in the place of `before`, which is a number of whole lines. */
export function applyHunk(text: string, { before, after }: Hunk, file: string): string {
  const [start, ...rest] = `\n${text}`.split(`\n${before}`);
  if (start === undefined || before === '' || rest.length !== 1)
    throw new Error(`${file} has ${rest.length} times what the worked example changes:\n${before}`);
  return `${start}\n${after}${rest[0]}`.slice(1);
}
