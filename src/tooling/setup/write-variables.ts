import { realpath, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT, readIfPresent } from '../build/project-files.ts';

/** A changed variable. */
export interface VariableChange {
  readonly name: string;
  /** Its previous value, or `null`. */
  readonly before: string | null;
  readonly after: string;
}

/** Result of `editVariables`: the new text of a `.env`, and the changes in it. */
export interface EditedVariables {
  readonly text: string;
  /** The variables whose value changed. */
  readonly changes: readonly VariableChange[];
}

/**
 * Sets variables in the text of a `.env`. Unless `keepOld` is false, a replaced line stays as a comment above the new one.
 * Throws if another variable would change or a value would not be set, for example inside a value of several lines.
 */
export function editVariables(
  text: string,
  values: Readonly<Record<string, string>>,
  { keepOld = true }: { readonly keepOld?: boolean } = {},
): EditedVariables {
  const before = parseEnv(text);
  const changes = Object.entries(values)
    .filter(([name, value]) => before[name] !== value)
    .map(([name, after]) => ({ name, before: before[name] ?? null, after }));
  const edited = changes.reduce((so, change) => setVariable(so, change, keepOld), text);
  const wanted = { ...before, ...values };
  const got = parseEnv(edited);
  const names = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  const lost = [...names].find((name) => wanted[name] !== got[name]);
  if (lost === undefined) return { text: edited, changes };
  throw new Error(
    `.env can't be edited without a loss: ${lost} would change. Set ${Object.keys(values).join(' and ')} in it yourself.`,
  );
}

function setVariable(text: string, { name, after }: VariableChange, keepOld: boolean): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const assignment = `${name}=${after}`;
  // If a variable is assigned more than once, the last assignment applies.
  const index = lines.findLastIndex((line) => isAssignment(line, name));
  const old = lines[index];
  if (old !== undefined) {
    const kept = keepOld ? [`#${old}`] : [];
    return lines.toSpliced(index, 1, ...kept, assignment).join(newline);
  }
  const end = text === '' || text.endsWith('\n') ? '' : newline;
  return `${text}${end}${assignment}${newline}`;
}

function isAssignment(line: string, name: string): boolean {
  return line
    .trimStart()
    .replace(/^export\s+/, '')
    .replace(/\s*=.*$/, '=')
    .startsWith(`${name}=`);
}

/** Result of `writeVariables`. */
export interface WrittenVariables extends Pick<EditedVariables, 'changes'> {
  /** Whether the file is new. */
  readonly made: boolean;
}

/**
 * Sets variables in a `.env`. If there is no such file, copies `.env.example`, which explains the other variables. Replaces
 * the file in one step, so that a crash leaves either the old or the new one. Writes nothing if nothing changes. Rejects if
 * `editVariables` throws.
 */
export async function writeVariables(
  file: string,
  values: Readonly<Record<string, string>>,
): Promise<WrittenVariables> {
  const old = await readIfPresent(file);
  if (old === null) {
    const example = (await readIfPresent(path.join(ROOT, '.env.example'))) ?? '';
    const { text } = editVariables(example, values, { keepOld: false });
    await writeFile(file, text, { flag: 'wx' });
    return {
      made: true,
      changes: Object.entries(values).map(([name, after]) => ({ name, before: null, after })),
    };
  }
  const { text, changes } = editVariables(old, values);
  if (changes.length > 0) await replaceFile(file, text);
  return { made: false, changes };
}

/** Replaces the file, or the target of a symbolic link, in one step. Keeps its mode. */
async function replaceFile(file: string, text: string): Promise<void> {
  const place = await realpath(file);
  const { mode } = await stat(place);
  const draft = `${place}.${process.pid}.draft`;
  await writeFile(draft, text, { mode, flag: 'wx' });
  await rename(draft, place);
}
