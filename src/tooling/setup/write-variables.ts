import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT, readIfPresent } from '../build/project-files.ts';

const EXAMPLE = path.join(ROOT, '.env.example');

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

/**
 * Sets variables in a `.env`, and returns the changes. If there is no such file, copies `.env.example`, which explains the
 * other variables. Writes nothing if nothing changes. Rejects if `editVariables` throws.
 */
export async function writeVariables(
  file: string,
  values: Readonly<Record<string, string>>,
): Promise<Pick<EditedVariables, 'changes'> & { readonly isNew: boolean }> {
  const old = await readIfPresent(file);
  const isNew = old === null;
  const { text, changes } = editVariables(old ?? (await readFile(EXAMPLE, 'utf8')), values, {
    keepOld: !isNew,
  });
  if (changes.length > 0) await writeFile(file, text);
  return { isNew, changes };
}
